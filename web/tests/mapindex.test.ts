import { describe, expect, it } from 'vitest'
import type { MapColumns } from '../src/api/types'
import { MapIndex, familyOf } from '../src/map/mapindex'
import { circleAround } from '../src/map/circle'

const WORLD: [number, number, number, number] = [-180, -85, 180, 85]

/** Two towns 200 km apart and a district; three incidents in the first town, one in each of the others. */
function given(): MapColumns {
  const place = (id: string, longitude: number, latitude: number, precision: number, radius: number) => ({
    id,
    name: id,
    name_en: null,
    longitude,
    latitude,
    precision,
    radius,
  })
  return {
    total: 6,
    placed: 5,
    unplaced: 1,
    types: ['Air/drone strike', 'Armed clash', 'Peaceful protest'],
    precisions: ['exact', 'settlement', 'district'],
    places: [place('a', 36, 35, 1, 3000), place('b', 38.2, 35, 0, 0), place('c', 40, 35, 2, 20_000)],
    columns: {
      id: ['i1', 'i2', 'i3', 'i4', 'i5'],
      place: [0, 0, 0, 1, 2],
      type: [0, 1, 0, 2, 1],
      day: [100, 101, null, 110, 120],
      killed: [3, null, 2, null, 7],
      more: [0, 0, 1, 0, 0],
      flags: [2, 0, 0, 0, 0],
    },
  }
}

function look(zoom: number, from: number | null = null, to: number | null = null) {
  return new MapIndex(given()).look({ box: WORLD, zoom, from, to })
}

describe('the map index', () => {
  it('gathers incidents by place, and never moves them', () => {
    const { dots } = look(10)
    expect(dots.map((dot) => [dot.lon, dot.lat, dot.n])).toEqual([
      [36, 35, 3],
      [38.2, 35, 1],
    ])
    expect(dots[0]).toMatchObject({ killed: 5, more: true, contested: true, incident: null, precision: 'settlement' })
    expect(dots[0]?.shares).toEqual([1, 2, 0, 0, 0, 0, 0])
    expect(dots[1]).toMatchObject({ incident: 'i4', precision: 'exact' })
  })
  it('clusters what is near at a small zoom, and says how far the cluster reaches', () => {
    const [cluster, ...rest] = look(2).dots
    expect(rest).toEqual([])
    expect(cluster).toMatchObject({ n: 4, killed: 5, reach: [36, 35, 38.2, 35] })
  })
  it('draws a wide place as an outline and not as a dot', () => {
    const { areas } = look(10)
    expect(areas).toHaveLength(1)
    expect(areas?.[0]).toMatchObject({ n: 1, killed: 7, incident: 'i5' })
  })
  it('keeps to the days of the brush; what has no day shows only without one', () => {
    expect(look(10, 101, 115).dots.map((dot) => dot.n)).toEqual([1, 1])
    expect(look(10, 101, 115).areas).toEqual([])
  })
  it('knows the corners of all that has a place', () => {
    expect(new MapIndex(given()).box()).toEqual([36, 35, 40, 35])
  })
  it('gathers 100,000 incidents far under a second for each look, also on a busy machine', () => {
    const n = 100_000
    const many = given()
    many.places = Array.from({ length: 3000 }, (_, at) => ({
      id: `p${at}`,
      name: '',
      name_en: null,
      longitude: 30 + (at % 100) / 5,
      latitude: 30 + Math.floor(at / 100) / 5,
      precision: 1,
      radius: 3000,
    }))
    const numbers = Array.from({ length: n }, (_, at) => at)
    many.columns = {
      id: numbers.map(String),
      place: numbers.map((at) => at % 3000),
      type: numbers.map((at) => at % 3),
      day: numbers.map((at) => at % 700),
      killed: numbers.map((at) => at % 5),
      more: numbers.map(() => 0),
      flags: numbers.map(() => 0),
    }
    const index = new MapIndex(many)
    index.look({ box: WORLD, zoom: 5, from: null, to: null })
    const start = performance.now()
    for (let day = 0; day < 10; day++) index.look({ box: WORLD, zoom: 5, from: day, to: day + 300 })
    expect((performance.now() - start) / 10).toBeLessThan(1000)
  })
})

it('every type has its family, and what is unknown has its own colour', () => {
  expect([familyOf('Suicide bomb'), familyOf('Other'), familyOf('nothing')]).toEqual([1, 5, 6])
})

it('a circle of 10 km is 10 km wide, and closed', () => {
  const ring = circleAround(36, 35, 10_000)
  expect(ring[0]).toEqual(ring.at(-1))
  expect((ring[0]?.[1] ?? 0) - 35).toBeCloseTo(10 / 111.2, 3)
})
