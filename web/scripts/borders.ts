import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { feature, merge, mesh } from 'topojson-client'
import type { GeometryCollection, MultiPolygon, Polygon, Topology } from 'topojson-specification'
import type { Plugin } from 'vite'

type Atlas = Topology<{ countries: GeometryCollection<{ name: string }> }>
type Ring = number[][]

const NAME = 'virtual:borders'
const WINDOW = { west: -20, south: -2, east: 80, north: 48 } // drawn in detail; the rest of the world coarsely

/** Land and borders out of world-atlas (Natural Earth, public domain), thinned to what the map shows. */
export function borders(): Plugin {
  let asset = ''
  let serving = false
  return {
    name: 'marsad-borders',
    configResolved: (config) => void (serving = config.command === 'serve'),
    buildStart() {
      const source = JSON.stringify(drawn())
      if (serving) asset = `data:application/json,${encodeURIComponent(source)}`
      else asset = this.emitFile({ type: 'asset', name: 'borders.json', source })
    },
    resolveId: (id) => (id === NAME ? `\0${NAME}` : null),
    load(id) {
      if (id !== `\0${NAME}`) return null
      return serving ? `export default ${JSON.stringify(asset)}` : `export default import.meta.ROLLUP_FILE_URL_${asset}`
    },
  }
}

function drawn(): unknown {
  const fine = atlas('50m')
  const coarse = atlas('110m')
  const near = fine.objects.countries.geometries.filter((each) => touches(boxOf(feature(fine, each).geometry)))
  const far = coarse.objects.countries.geometries.filter((each) => !near.some((other) => other.id === each.id))
  const nearby = { type: 'GeometryCollection' as const, geometries: near }
  return rounded({
    type: 'FeatureCollection',
    features: [
      shape('land', merge(fine, near as (Polygon | MultiPolygon)[])),
      shape('land', merge(coarse, far as (Polygon | MultiPolygon)[])),
      shape(
        'border',
        mesh(fine, nearby, (one, other) => one !== other),
      ),
      shape(
        'coast',
        mesh(fine, nearby, (one, other) => one === other),
      ),
    ],
  })
}

function atlas(detail: string): Atlas {
  const path = createRequire(import.meta.url).resolve(`world-atlas/countries-${detail}.json`)
  return JSON.parse(readFileSync(path, 'utf8')) as Atlas
}

function shape(part: string, geometry: unknown): unknown {
  return { type: 'Feature', properties: { part }, geometry }
}

function boxOf(geometry: GeoJSON.Geometry): [number, number, number, number] {
  const points =
    'coordinates' in geometry ? (geometry.coordinates.flat(geometry.type === 'Polygon' ? 1 : 2) as Ring) : []
  const lons = points.map((point) => point[0] ?? 0)
  const lats = points.map((point) => point[1] ?? 0)
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)]
}

function touches([west, south, east, north]: [number, number, number, number]): boolean {
  return east - west < 90 && west < WINDOW.east && east > WINDOW.west && south < WINDOW.north && north > WINDOW.south
}

/** Hundredths of a degree, about a kilometre: as fine as the atlas is. */
function rounded(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, each: unknown) => (typeof each === 'number' ? Math.round(each * 100) / 100 : each)),
  )
}
