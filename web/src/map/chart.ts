import * as maplibre from 'maplibre-gl'
import 'maplibre-gl/dist/maplibre-gl.css'
import workerAddress from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import type { Period } from '../api/types'
import { still, type Language } from '../state/settings.svelte'
import { baseStyle, inkOf } from './base'
import { addUserMap } from './usermap'
import type { Order, Tidings } from './index.worker'
import type { Area, Dot } from './mapindex'
import {
  areaFeatures,
  collection,
  dotFeatures,
  emptySource,
  flagFeatures,
  overlayLayers,
  point,
  SOURCES,
  TOUCHED,
} from './overlay'
import { pictureOf } from './pictures'

maplibre.setWorkerUrl(workerAddress)

type Box = [number, number, number, number]

export interface Touch {
  incident: string | null
  place: string | null
}

export interface Hooks {
  loaded: (counts: { total: number; placed: number; unplaced: number }) => void
  failed: (status: number) => void
  touched: (touch: Touch) => void
  moved: (box: Box) => void
}

const ARABIA: Box = [34, 30.5, 46, 37.8]
const ACCENT = { light: '#0b5563', dark: '#7fcbd8' }

/** The map as a thing of its own: what to load, which days, who holds what; it draws and tells what was touched. */
export class Chart {
  #map: maplibre.Map
  #worker = new Worker(new URL('./index.worker.ts', import.meta.url), { type: 'module' })
  #hooks: Hooks
  #days: [number | null, number | null] = [null, null]
  #dots: readonly Dot[] = []
  #areas: readonly Area[] = []
  #looking = false
  #again = false
  #pointing = false
  #periods: readonly Period[] = []
  #chosen: [number, number] | null = null
  #dark: boolean
  #language: Language
  #fitted = false
  #userMap: boolean

  constructor(
    container: HTMLElement,
    hooks: Hooks,
    looks: { dark: boolean; language: Language; box: Box | null; userMap: boolean },
  ) {
    this.#hooks = hooks
    this.#dark = looks.dark
    this.#language = looks.language
    this.#fitted = looks.box !== null
    this.#userMap = looks.userMap
    this.#map = new maplibre.Map({
      container,
      style: this.#style(),
      bounds: looks.box ?? ARABIA,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      maxZoom: 15,
      minZoom: 1.5,
      fadeDuration: 0,
    })
    this.#map.touchZoomRotate.disableRotation()
    this.#worker.onmessage = (event: MessageEvent<Tidings>) => this.#heard(event.data)
    this.#map.on('load', () => this.#draw())
    this.#map.on('moveend', () => this.#moved())
    this.#map.on('click', (event) => this.#clicked(event.point))
    this.#map.on('mousemove', (event) => this.#pointed(event))
  }

  load(address: string): void {
    this.#order({ kind: 'load', address })
  }

  days(from: number | null, to: number | null): void {
    this.#days = [from, to]
    this.#look()
  }

  control(periods: readonly Period[]): void {
    this.#periods = periods
    this.#put('flags', flagFeatures(periods))
  }

  /** A ring around what is chosen or pointed at in the list. */
  choose(at: [number, number] | null): void {
    this.#chosen = at
    this.#put('chosen', collection(at ? [point(at[0], at[1], {})] : []))
  }

  show(lon: number, lat: number): void {
    if (!this.#map.getBounds().contains([lon, lat])) this.#map.easeTo({ center: [lon, lat], animate: !still.matches })
  }

  looks(dark: boolean, language: Language): void {
    if (dark === this.#dark && language === this.#language) return
    this.#dark = dark
    this.#language = language
    this.#map.setStyle(this.#style())
    this.#map.once('styledata', () => this.#draw())
  }

  zoom(by: number): void {
    this.#map.zoomTo(this.#map.getZoom() + by, { animate: !still.matches })
  }

  fit(box: Box): void {
    this.#map.fitBounds(box, { padding: 48, maxZoom: 9, animate: !still.matches, duration: 400 })
  }

  fitAll(): void {
    if (this.#whole) this.fit(this.#whole)
  }

  remove(): void {
    this.#worker.terminate()
    this.#map.remove()
  }

  #whole: Box | null = null

  #style(): maplibre.StyleSpecification {
    const ink = inkOf(this.#dark)
    const style = baseStyle(ink, this.#language)
    for (const name of SOURCES) style.sources[name] = emptySource()
    style.layers.push(...overlayLayers(ink, this.#dark ? ACCENT.dark : ACCENT.light))
    if (this.#userMap) addUserMap(style, ink)
    return style
  }

  #heard(tidings: Tidings): void {
    if (tidings.kind === 'failed') return this.#hooks.failed(tidings.status)
    if (tidings.kind === 'loaded') {
      this.#whole = tidings.box
      if (!this.#fitted && tidings.box) this.#map.fitBounds(tidings.box, { padding: 56, maxZoom: 8, animate: false })
      this.#fitted = true
      this.#looking = false
      this.#hooks.loaded(tidings)
      return this.#look()
    }
    this.#looking = false
    this.#dots = tidings.seen.dots
    this.#put('dots', dotFeatures(this.#dots))
    if (tidings.seen.areas) {
      this.#areas = tidings.seen.areas
      this.#put('areas', areaFeatures(this.#areas))
    }
    if (this.#again) this.#look()
  }

  /** One look at a time: what is asked meanwhile is asked once, when the answer is there. */
  #look(): void {
    this.#again = this.#looking
    if (this.#looking) return
    this.#looking = true
    const [from, to] = this.#days
    this.#order({ kind: 'look', box: this.#box(0.3), zoom: this.#map.getZoom(), from, to })
  }

  /** A hand over what can be touched; looked for once a frame, and not while the map is dragged. */
  #pointed(event: maplibre.MapMouseEvent): void {
    if (this.#pointing || event.originalEvent.buttons) return
    this.#pointing = true
    requestAnimationFrame(() => {
      this.#pointing = false
      this.#map.getCanvas().style.cursor = this.#at(event.point) ? 'pointer' : ''
    })
  }

  #order(order: Order): void {
    this.#worker.postMessage(order)
  }

  #moved(): void {
    this.#look()
    this.#hooks.moved(this.#box(0))
  }

  #box(margin: number): Box {
    const bounds = this.#map.getBounds()
    const wide = (bounds.getEast() - bounds.getWest()) * margin
    const high = (bounds.getNorth() - bounds.getSouth()) * margin
    return [
      Math.max(-180, bounds.getWest() - wide),
      Math.max(-85, bounds.getSouth() - high),
      Math.min(180, bounds.getEast() + wide),
      Math.min(85, bounds.getNorth() + high),
    ]
  }

  #draw(): void {
    this.#put('dots', dotFeatures(this.#dots))
    this.#put('areas', areaFeatures(this.#areas))
    this.#put('flags', flagFeatures(this.#periods))
    this.choose(this.#chosen)
  }

  #put(source: (typeof SOURCES)[number], data: GeoJSON.FeatureCollection): void {
    const into = this.#map.getSource<maplibre.GeoJSONSource>(source)
    if (!into) return
    for (const { properties } of data.features) this.#picture(properties?.picture as string | undefined)
    into.setData(data)
  }

  #picture(name: string | undefined): void {
    if (!name || this.#map.hasImage(name)) return
    const picture = pictureOf(name, inkOf(this.#dark).paper)
    if (picture) this.#map.addImage(name, picture.image, { pixelRatio: picture.sharp })
  }

  #at(spot: maplibre.PointLike): maplibre.MapGeoJSONFeature | undefined {
    const layers = TOUCHED.filter((layer) => this.#map.getLayer(layer))
    return layers.length ? this.#map.queryRenderedFeatures(spot, { layers })[0] : undefined
  }

  #clicked(spot: maplibre.Point): void {
    const found = this.#at(spot)
    if (!found) return
    const { reach, incident, place } = found.properties as { reach?: string; incident?: string; place?: string }
    if (reach) return this.fit(reach.split(',').map(Number) as Box)
    this.#hooks.touched({ incident: incident ?? null, place: place ?? null })
  }
}
