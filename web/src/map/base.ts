import type { ExpressionSpecification, LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl'
import borders from 'virtual:borders'
import type { Language } from '../state/settings.svelte'
import rivers from './rivers.json'
import towns from './towns.json'

/** Paper, coast, borders, two rivers, towns. All of it comes with the workbench; nothing is fetched elsewhere. */

export interface Ink {
  sea: string
  land: string
  line: string
  coast: string
  river: string
  words: string
  ink: string
  paper: string
}

const LIGHT: Ink = {
  sea: '#dfe6e6',
  land: '#f8f6f1',
  line: '#b9b0a2',
  coast: '#a9b7b8',
  river: '#8db4c4',
  words: '#6c665c',
  ink: '#1d1c1a',
  paper: '#f8f6f1',
}
const DARK: Ink = {
  sea: '#0e1418',
  land: '#1a1f23',
  line: '#4a4f55',
  coast: '#33414a',
  river: '#2f5566',
  words: '#8f897d',
  ink: '#e9e6df',
  paper: '#1a1f23',
}

export const FONT = ['Noto Sans Arabic', 'Noto Sans']

export function inkOf(dark: boolean): Ink {
  return dark ? DARK : LIGHT
}

export function baseStyle(ink: Ink, language: Language): StyleSpecification {
  return { version: 8, sources: baseSources(), layers: baseLayers(ink, language) }
}

function baseSources(): Record<string, SourceSpecification> {
  return {
    borders: { type: 'geojson', data: borders },
    rivers: { type: 'geojson', data: rivers as GeoJSON.FeatureCollection },
    towns: { type: 'geojson', data: townFeatures() },
  }
}

function townFeatures(): GeoJSON.FeatureCollection {
  const features = (towns as [string, string, number, number, number][]).map(([name, name_en, lon, lat, rank]) => ({
    type: 'Feature' as const,
    properties: { name, name_en, rank },
    geometry: { type: 'Point' as const, coordinates: [lon, lat] },
  }))
  return { type: 'FeatureCollection', features }
}

function baseLayers(ink: Ink, language: Language): LayerSpecification[] {
  const name: ExpressionSpecification = ['get', language === 'ar' ? 'name' : 'name_en']
  const part = (is: string): ExpressionSpecification => ['==', ['get', 'part'], is]
  return [
    { id: 'sea', type: 'background', paint: { 'background-color': ink.sea } },
    { id: 'land', type: 'fill', source: 'borders', filter: part('land'), paint: { 'fill-color': ink.land } },
    line('coast', 'borders', ink.coast, 0.8, part('coast')),
    line('border', 'borders', ink.line, 1, part('border')),
    line('river', 'rivers', ink.river, 1.6),
    {
      id: 'river-name',
      type: 'symbol',
      source: 'rivers',
      minzoom: 6,
      layout: {
        'symbol-placement': 'line',
        'symbol-spacing': 420,
        'text-field': name,
        'text-font': FONT,
        'text-size': 12,
      },
      paint: { 'text-color': ink.river, 'text-halo-color': ink.land, 'text-halo-width': 1.5 },
    },
    ...[1, 2, 3].map((rank) => townLayer(rank, name, ink)),
  ]
}

function line(
  id: string,
  source: string,
  colour: string,
  width: number,
  filter?: ExpressionSpecification,
): LayerSpecification {
  return {
    id,
    type: 'line',
    source,
    ...(filter ? { filter } : {}),
    layout: { 'line-join': 'round', 'line-cap': 'round' },
    paint: { 'line-color': colour, 'line-width': width },
  }
}

function townLayer(rank: number, name: ExpressionSpecification, ink: Ink): LayerSpecification {
  return {
    id: `towns-${rank}`,
    type: 'symbol',
    source: 'towns',
    filter: ['==', ['get', 'rank'], rank],
    minzoom: [0, 3.5, 5.2, 6.5][rank] ?? 0,
    layout: {
      'text-field': name,
      'text-font': FONT,
      'text-size': [0, 13, 12, 11][rank] ?? 11,
      'text-anchor': 'center',
    },
    paint: { 'text-color': ink.words, 'text-halo-color': ink.paper, 'text-halo-width': 1.4 },
  }
}
