/** A small still map around one place: everything in pixels of a drawing of 400 by 240. */

interface Spot {
  latitude: number | null
  longitude: number | null
  radius: number | null
}

interface Town {
  name: string
  name_en: string | null
}

export interface Small {
  radius: number
  towns: (Town & { x: number; y: number })[]
  rivers: string[]
  bar: { km: number; width: number }
}

const KM_A_DEGREE = 111.2

export function small(
  spot: Spot,
  towns: readonly [string, string, number, number, number][],
  rivers: readonly { geometry: { coordinates: number[][] } }[],
  around: readonly (Town & { latitude: number; longitude: number })[],
): Small | null {
  const { latitude, longitude } = spot
  if (latitude === null || longitude === null) return null
  const radius = (spot.radius ?? 0) / 1000
  const span = Math.max(40, radius * 3)
  const scale = 240 / span
  const shrink = Math.cos((latitude * Math.PI) / 180)
  const x = (lon: number): number => 200 + (lon - longitude) * KM_A_DEGREE * shrink * scale
  const y = (lat: number): number => 120 - (lat - latitude) * KM_A_DEGREE * scale
  const inside = (town: { x: number; y: number }): boolean => town.x > 20 && town.x < 380 && town.y > 16 && town.y < 232
  const known = towns.map(([name, name_en, lon, lat]) => ({ name, name_en, x: x(lon), y: y(lat) }))
  const near = around.map((each) => ({
    name: each.name,
    name_en: each.name_en,
    x: x(each.longitude),
    y: y(each.latitude),
  }))
  const km = [5, 10, 20, 50, 100, 200, 500].find((each) => each * scale > 40) ?? 500
  return {
    radius: radius * scale,
    towns: spaced([...near, ...known].filter(inside)),
    rivers: rivers.map(({ geometry }) => path(geometry.coordinates, x, y)),
    bar: { km, width: km * scale },
  }
}

/** The first of those that would cover each other's names. */
function spaced<Each extends { x: number; y: number }>(all: Each[]): Each[] {
  const kept: Each[] = []
  for (const each of all) {
    if (kept.every((other) => Math.abs(other.x - each.x) > 62 || Math.abs(other.y - each.y) > 15)) kept.push(each)
  }
  return kept
}

function path(points: number[][], x: (lon: number) => number, y: (lat: number) => number): string {
  return points.map(([lon = 0, lat = 0], at) => `${at ? 'L' : 'M'}${x(lon).toFixed(1)} ${y(lat).toFixed(1)}`).join('')
}
