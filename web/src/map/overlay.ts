import type { ExpressionSpecification, GeoJSONSourceSpecification, LayerSpecification } from 'maplibre-gl'
import type { Period } from '../api/types'
import { FONT, type Ink } from './base'
import type { Area, Dot, Heap } from './mapindex'
import { ringName } from './pictures'

/** What stands on the base: incidents as signs and rings, areas as outlines, holders as flags. */

type Properties = Record<string, string | number | boolean | null>

export const SOURCES = ['areas', 'dots', 'flags', 'chosen'] as const
export const TOUCHED = ['signs', 'area-count', 'area-fill', 'flags'] as const

export function emptySource(): GeoJSONSourceSpecification {
  return { type: 'geojson', data: collection([]) }
}

export function collection(features: GeoJSON.Feature[]): GeoJSON.FeatureCollection {
  return { type: 'FeatureCollection', features }
}

/** The sign's edge length in pixels: its area grows with the killed, and has a floor for none. */
export function sizeOf(heap: Pick<Heap, 'killed' | 'n'>): number {
  const floor = heap.n > 1 ? 26 : 16
  return Math.min(64, Math.sqrt(floor * floor + 34 * heap.killed))
}

export function dotFeatures(dots: readonly Dot[]): GeoJSON.FeatureCollection {
  return collection(dots.map((dot) => point(dot.lon, dot.lat, dotProperties(dot))))
}

function dotProperties(dot: Dot): Properties {
  const size = sizeOf(dot)
  const alone = dot.n === 1
  const family = dot.shares.findIndex((share) => share > 0)
  return {
    picture: alone ? `sign:${family}` : ringName(dot.shares),
    scale: size / (alone ? 24 : 42),
    size,
    n: alone ? '' : String(dot.n),
    more: dot.more && dot.killed > 0,
    vague: dot.precision === 'settlement' || dot.precision === 'vicinity',
    place: dot.place?.id ?? null,
    incident: dot.incident,
    reach: dot.reach ? dot.reach.join(',') : null,
    order: dot.n * 100 + dot.killed,
  }
}

export function areaFeatures(areas: readonly Area[]): GeoJSON.FeatureCollection {
  return collection(areas.flatMap((area) => [outline(area), middle(area)]))
}

function outline(area: Area): GeoJSON.Feature {
  return { type: 'Feature', properties: areaProperties(area), geometry: { type: 'Polygon', coordinates: [area.ring] } }
}

function middle(area: Area): GeoJSON.Feature {
  return point(area.place.longitude, area.place.latitude, areaProperties(area))
}

function areaProperties(area: Area): Properties {
  return { n: String(area.n), place: area.place.id, incident: area.incident, reach: null }
}

/** One flag a place, striped where several are said to hold it, pale where the last word of it is old. */
export function flagFeatures(periods: readonly Period[]): GeoJSON.FeatureCollection {
  const places = Map.groupBy(
    periods.filter((period) => period.longitude !== null && period.hold !== 'influence'),
    (period) => period.place_id ?? period.place,
  )
  return collection(
    [...places.values()].flatMap((at) => {
      const [first] = at
      if (!first || first.longitude === null || first.latitude === null) return []
      const colours = [...new Set(at.map((period) => period.colour ?? '#77736c'))]
      const disputed = first.contested || at.some((period) => period.hold === 'contest')
      const properties = {
        picture: `flag:${colours.join(',')}:${disputed ? 'contest' : 'control'}`,
        place: first.place_id,
        pale: at.every((period) => period.freshness === 'old') ? 0.35 : first.freshness === 'ageing' ? 0.65 : 1,
      }
      return [point(first.longitude, first.latitude, properties)]
    }),
  )
}

export function point(lon: number, lat: number, properties: Properties): GeoJSON.Feature {
  return { type: 'Feature', properties, geometry: { type: 'Point', coordinates: [lon, lat] } }
}

export function overlayLayers(ink: Ink, accent: string): LayerSpecification[] {
  const polygon: ExpressionSpecification = ['==', ['geometry-type'], 'Polygon']
  const spot: ExpressionSpecification = ['==', ['geometry-type'], 'Point']
  return [
    {
      id: 'area-fill',
      type: 'fill',
      source: 'areas',
      filter: polygon,
      paint: { 'fill-color': accent, 'fill-opacity': 0.05 },
    },
    {
      id: 'area-line',
      type: 'line',
      source: 'areas',
      filter: polygon,
      paint: { 'line-color': accent, 'line-width': 1.2, 'line-dasharray': [4, 3], 'line-opacity': 0.8 },
    },
    {
      id: 'halo',
      type: 'circle',
      source: 'dots',
      filter: ['get', 'vague'],
      paint: { 'circle-radius': ['+', 5, ['/', ['get', 'size'], 2]], 'circle-color': accent, 'circle-opacity': 0.14 },
    },
    {
      id: 'more',
      type: 'circle',
      source: 'dots',
      filter: ['get', 'more'],
      paint: ringPaint(ink.words, 1, ['+', 4, ['/', ['get', 'size'], 2]]),
    },
    {
      id: 'area-count',
      type: 'symbol',
      source: 'areas',
      filter: spot,
      layout: { 'text-field': ['get', 'n'], 'text-font': FONT, 'text-size': 13, 'text-allow-overlap': true },
      paint: { 'text-color': accent, 'text-halo-color': ink.paper, 'text-halo-width': 2 },
    },
    {
      id: 'flags',
      type: 'symbol',
      source: 'flags',
      layout: {
        'icon-image': ['get', 'picture'],
        'icon-allow-overlap': true,
        'icon-size': ['interpolate', ['linear'], ['zoom'], 5, 0.6, 9, 1.1],
      },
      paint: { 'icon-opacity': ['get', 'pale'] },
    },
    {
      id: 'signs',
      type: 'symbol',
      source: 'dots',
      layout: {
        'icon-image': ['get', 'picture'],
        'icon-size': ['get', 'scale'],
        'icon-allow-overlap': true,
        'text-field': ['get', 'n'],
        'text-font': FONT,
        'text-size': 12,
        'text-allow-overlap': true,
        'symbol-sort-key': ['get', 'order'],
      },
      paint: { 'text-color': ink.ink },
    },
    { id: 'chosen', type: 'circle', source: 'chosen', paint: ringPaint(accent, 2.5, 20) },
  ]
}

function ringPaint(colour: string, width: number, radius: ExpressionSpecification | number) {
  return {
    'circle-radius': radius,
    'circle-color': 'rgba(0,0,0,0)',
    'circle-stroke-color': colour,
    'circle-stroke-width': width,
  }
}
