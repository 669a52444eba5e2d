import Supercluster, { type ClusterFeature, type PointFeature } from 'supercluster'
import type { MapColumns, MapPlace, Precision } from '../api/types'
import { circleAround } from './circle'

/** All incidents of a question, gathered by place and then by nearness. Nothing is ever moved from its place. */

export interface Look {
  box: [number, number, number, number]
  zoom: number
  from: number | null
  to: number | null
}

/** What stands at a place or in a cluster; `shares` are the incidents of each family, in the order of SIGNS. */
export interface Heap {
  n: number
  shares: number[]
  killed: number
  more: boolean
  contested: boolean
}

export interface Dot extends Heap {
  lon: number
  lat: number
  cluster: number | null
  reach: [number, number, number, number] | null
  place: MapPlace | null
  precision: Precision | null
  incident: string | null
}

export interface Area extends Heap {
  place: MapPlace
  incident: string | null
  ring: [number, number][]
}

/** What to draw; `areas` are null where they are those of the look before. */
export interface Seen {
  dots: Dot[]
  areas: Area[] | null
}

const POINTED: ReadonlySet<Precision> = new Set<Precision>(['exact', 'vicinity', 'settlement'])
const WIDE: Partial<Record<Precision, number>> = {
  district: 20_000,
  governorate: 50_000,
  area: 30_000,
  country: 200_000,
}
const DAY_UNKNOWN = null

interface Gathered extends Heap {
  place: number
  incident: string | null
}

type Box = [number, number, number, number]
type Held = Gathered & { reach: Box }
type Piled = Heap & { reach: Box }

export class MapIndex {
  #given: MapColumns
  #familyOfType: number[]
  #tree: Supercluster<Held, Piled> | null = null
  #areas: Area[] = []
  #days: [number | null, number | null] | null = null

  constructor(given: MapColumns, families: (type: string) => number = familyOf) {
    this.#given = given
    this.#familyOfType = given.types.map(families)
  }

  /** The clusters, places and areas inside a box at a zoom, of the days asked for. */
  look({ box, zoom, from, to }: Look): Seen {
    const anew = this.#days === null || this.#days[0] !== from || this.#days[1] !== to
    if (anew) this.#gather(from, to)
    const found = this.#tree?.getClusters(box, Math.floor(zoom)) ?? []
    return { dots: found.map((each) => this.#dot(each)), areas: anew ? this.#areas : null }
  }

  /** West, south, east and north of all that has a place. */
  box(): [number, number, number, number] | null {
    const places = [...new Set(this.#given.columns.place)].flatMap((at) => this.#given.places[at] ?? [])
    if (places.length === 0) return null
    return boxOf(places.map((place) => [place.longitude, place.latitude]))
  }

  #gather(from: number | null, to: number | null): void {
    this.#days = [from, to]
    const gathered = this.#byPlace(from, to)
    const pointed = gathered.filter((each) => POINTED.has(this.#precision(each.place)))
    this.#areas = gathered
      .filter((each) => !POINTED.has(this.#precision(each.place)))
      .flatMap((each) => this.#area(each))
    this.#tree = new Supercluster<Held, Piled>({
      radius: 52,
      maxZoom: 11,
      map: ({ n, shares, killed, more, contested, reach }) => ({ n, shares, killed, more, contested, reach }),
      reduce: (into, heap) => pile(into, heap),
    }).load(pointed.flatMap((each) => this.#feature(each)))
  }

  #byPlace(from: number | null, to: number | null): Gathered[] {
    const { place, type, day, killed, more, flags, id } = this.#given.columns
    const heaps: (Gathered | undefined)[] = new Array<undefined>(this.#given.places.length)
    for (let at = 0; at < place.length; at++) {
      const on = day[at] ?? DAY_UNKNOWN
      if (!within(on, from, to)) continue
      const where = place[at] ?? 0
      let heap = heaps[where]
      if (!heap) heaps[where] = heap = { ...empty(), place: where, incident: id[at] ?? null }
      else heap.incident = null
      heap.n += 1
      const family = this.#familyOfType[type[at] ?? 0] ?? 6
      heap.shares[family] = (heap.shares[family] ?? 0) + 1
      heap.killed += killed[at] ?? 0
      heap.more ||= more[at] === 1
      heap.contested ||= ((flags[at] ?? 0) & 2) !== 0
    }
    return heaps.filter((heap) => heap !== undefined)
  }

  #precision(place: number): Precision {
    return this.#given.precisions[this.#given.places[place]?.precision ?? -1] ?? 'unresolved'
  }

  #feature(each: Gathered): PointFeature<Held>[] {
    const place = this.#given.places[each.place]
    if (!place) return []
    const geometry = { type: 'Point' as const, coordinates: [place.longitude, place.latitude] }
    return [
      {
        type: 'Feature',
        geometry,
        properties: { ...each, reach: [place.longitude, place.latitude, place.longitude, place.latitude] },
      },
    ]
  }

  #dot(found: PointFeature<Held> | ClusterFeature<Piled>): Dot {
    const [lon = 0, lat = 0] = found.geometry.coordinates
    const { n, shares, killed, more, contested } = found.properties
    const heap = { n, shares, killed, more, contested, lon, lat }
    if ('cluster_id' in found.properties) {
      const { cluster_id: cluster, reach } = found.properties
      return { ...heap, cluster, reach, place: null, precision: null, incident: null }
    }
    const held = found.properties as Held
    const place = this.#given.places[held.place] ?? null
    const [own] = this.#spot(held.place)
    return {
      ...heap,
      ...(own ? { lon: own[0], lat: own[1] } : {}),
      cluster: null,
      reach: null,
      place,
      precision: this.#precision(held.place),
      incident: held.incident,
    }
  }

  /** Where a place is, to the digit: the tree's own coordinates have gone through a projection. */
  #spot(place: number): [number, number][] {
    const at = this.#given.places[place]
    return at ? [[at.longitude, at.latitude]] : []
  }

  #area(each: Gathered): Area[] {
    const place = this.#given.places[each.place]
    if (!place) return []
    const radius = place.radius ?? WIDE[this.#precision(each.place)] ?? 20_000
    return [{ ...each, place, ring: circleAround(place.longitude, place.latitude, radius) }]
  }
}

function within(day: number | null, from: number | null, to: number | null): boolean {
  if (day === null) return from === null && to === null
  return (from === null || day >= from) && (to === null || day <= to)
}

function empty(): Heap {
  return { n: 0, shares: [0, 0, 0, 0, 0, 0, 0], killed: 0, more: false, contested: false }
}

function pile(into: Piled, heap: Piled): void {
  into.reach = joined(into.reach, heap.reach)
  into.n += heap.n
  into.shares = into.shares.map((share, at) => share + (heap.shares[at] ?? 0))
  into.killed += heap.killed
  into.more ||= heap.more
  into.contested ||= heap.contested
}

function joined(one: Box, other: Box): Box {
  return [
    Math.min(one[0], other[0]),
    Math.min(one[1], other[1]),
    Math.max(one[2], other[2]),
    Math.max(one[3], other[3]),
  ]
}

function boxOf(points: [number, number][]): [number, number, number, number] {
  const lons = points.map((point) => point[0])
  const lats = points.map((point) => point[1])
  return [least(lons), least(lats), -least(lons.map((lon) => -lon)), -least(lats.map((lat) => -lat))]
}

function least(numbers: number[]): number {
  return numbers.reduce((one, other) => Math.min(one, other), Infinity)
}

/** The number of a type's family in SIGNS; the codebook's sub-event types never change. */
const FAMILIES: readonly (readonly string[])[] = [
  ['Armed clash', 'Government regains territory', 'Non-state actor overtakes territory'],
  [
    'Air/drone strike',
    'Shelling/artillery/missile attack',
    'Remote explosive/landmine/IED',
    'Suicide bomb',
    'Grenade',
    'Chemical weapon',
  ],
  ['Attack', 'Abduction/forced disappearance', 'Sexual violence'],
  ['Peaceful protest', 'Protest with intervention', 'Excessive force against protesters'],
  ['Violent demonstration', 'Mob violence'],
  [
    'Agreement',
    'Arrests',
    'Change to group/activity',
    'Disrupted weapons use',
    'Headquarters or base established',
    'Looting/property destruction',
    'Non-violent transfer of territory',
    'Other',
  ],
]

export function familyOf(type: string): number {
  const found = FAMILIES.findIndex((types) => types.includes(type))
  return found < 0 ? 6 : found
}
