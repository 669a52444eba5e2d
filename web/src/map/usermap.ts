import type { StyleSpecification } from 'maplibre-gl'
import * as maplibre from 'maplibre-gl'
import type { Ink } from './base'

const ADDRESS = 'pmtiles:///basemap.pmtiles'
const LINES: Record<string, number> = { roads: 0.6, transportation: 0.6, boundaries: 0.8, water: 0.6, waterway: 0.8 }

let taught = false

/** A PMTiles file of the user's under everything else; the reader for it comes only when there is one. */
export function addUserMap(style: StyleSpecification, ink: Ink): void {
  teach()
  style.sources.user = { type: 'vector', url: ADDRESS }
  const layers = Object.entries(LINES).map(([layer, width]) => ({
    id: `user-${layer}`,
    type: 'line' as const,
    source: 'user',
    'source-layer': layer,
    paint: { 'line-color': layer.startsWith('water') ? ink.river : ink.line, 'line-width': width },
  }))
  style.layers.splice(2, 0, ...layers)
}

function teach(): void {
  if (taught) return
  taught = true
  const reading = import('pmtiles').then(({ Protocol }) => new Protocol())
  maplibre.addProtocol('pmtiles', async (request, abort) => {
    const address = request.url.replace('pmtiles:///', `pmtiles://${location.origin}/`)
    return (await reading).tile({ ...request, url: address }, abort)
  })
}
