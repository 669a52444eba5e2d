import type { Day, Named, Precision, Role, Span } from './basics'
import type { Claim, ReportRow } from './claims'
import type { Row } from './incidents'

/** Places, actors, sources, and what is found of them. */

export interface Period {
  place: string
  place_id: string | null
  place_en: string | null
  latitude: number | null
  longitude: number | null
  holder: string
  holder_id: string | null
  holder_en: string | null
  hold: 'control' | 'contest' | 'influence'
  start: Day
  until: Day | null
  last_heard: Day
  freshness: 'fresh' | 'ageing' | 'old'
  contested: boolean
  colour: string | null
  outlets: string[]
  claims: string[]
  told?: Claim[]
}

export interface PlaceRow extends Named {
  kind: string
  country: string | null
  latitude: number | null
  longitude: number | null
  claims: number
}

export interface Place extends Omit<PlaceRow, 'claims'> {
  precision: Precision
  radius: number | null
  lies_in: (Named & { kind: string })[]
  events: number
  recent: Row[]
  types: { code: string; count: number }[]
  control: Period[]
  neighbours: (Named & { kind: string; latitude: number; longitude: number; km: number; events: number })[]
}

export interface FoundPlace extends Named {
  kind: string
  country: string | null
  latitude: number | null
  longitude: number | null
  lies_in: string | null
}

export interface ActorRow extends Named {
  kind: string
  country: string | null
  claims: number
  first_day: Day | null
  last_day: Day | null
  colour: string | null
}

export interface GraphNode extends Named {
  kind: string | null
  colour: string | null
  known: boolean
  claims: number
}

export interface GraphEdge {
  source: string
  target: string
  tie: string
  directed: boolean
  claims: string[]
  outlets: string[]
  first: Day | null
  last: Day | null
  quotes: string[]
}

export interface Actor extends Named {
  kind: string
  country: string | null
  colour: string | null
  aliases: string[]
  parts: Named[]
  part_of: Named[]
  events: number
  first_day: Day | null
  last_day: Day | null
  types: { code: string; count: number }[]
  places: (Named & { latitude: number | null; longitude: number | null; count: number })[]
  recent: Row[]
  months: { start: Day; count: number }[]
  holds: Period[]
  graph: { nodes: GraphNode[]; edges: GraphEdge[] }
}

export interface SourceRow {
  name: string
  reports: number
  copies: number
  first: Day | null
  last: Day | null
  language: string | null
  affiliation: string | null
  note: string | null
  syndicates_from: string[]
  restricted: Role[] | null
}

export interface Source extends SourceRow {
  recent: ReportRow[]
  types: { code: string; count: number }[]
  places: (Named & { count: number })[]
  months: { start: Day; count: number }[]
  agreement: { with_others: number; alone: number }
}

export interface Hits {
  q: string
  hits: {
    places: PlaceRow[]
    actors: ActorRow[]
    incidents: { incident: Row; claim: string; quote: string | null; marks: Span[] }[]
    reports: (Pick<ReportRow, 'sha256' | 'title' | 'outlet' | 'published'> & { quote: string | null; marks: Span[] })[]
    sources: { name: string; reports: number }[]
  }
  totals: Record<string, number>
}
