import type { Count, Day, Modality, Outcome, Precision, Question, Toll } from './basics'
import type { Claim } from './claims'

/** Incidents and what counts them. */

export interface Row {
  id: string
  type: string
  family: string | null
  first_day: Day | null
  last_day: Day | null
  known_on: Day
  last_known_on: Day
  place: string | null
  place_id: string | null
  place_en: string | null
  latitude: number | null
  longitude: number | null
  place_kind: string | null
  precision: Precision
  radius: number | null
  actors: { role: string; value: string; id: string | null }[]
  killed: Toll | null
  injured: Toll | null
  detained: Toll | null
  abducted: Toll | null
  claims: number
  origins: number
  outlets: string[]
  single_source: boolean
  contested: string[]
  modalities: Modality[]
  confidence: number
  edited: boolean
  noted: number
}

export interface MapPlace {
  id: string
  name: string
  name_en: string | null
  latitude: number
  longitude: number
  precision: number
  radius: number | null
}

export interface MapColumns {
  total: number
  placed: number
  unplaced: number
  types: string[]
  precisions: Precision[]
  places: MapPlace[]
  columns: {
    id: string[]
    place: number[]
    type: number[]
    day: (number | null)[]
    killed: (number | null)[]
    more: number[]
    flags: number[]
  }
}

export interface Bin {
  start: Day
  count: number
  killed: number
  families: Record<string, number>
}

export interface Histogram {
  by: 'day' | 'week' | 'month'
  total: number
  undated: number
  bins: Bin[]
}

export interface FacetCount {
  code: string
  count: number
  label?: string | null
  label_en?: string | null
}

export interface Facets {
  total: number
  facets: Record<string, FacetCount[]>
}

export interface SlotQuote {
  claim: string
  column: number
  words: string | null
  start: number | null
  end: number | null
}

export interface SlotValue {
  value: string | null
  target: string | null
  count: Count | null
  known_on: Day
  columns: number[]
  origins: number
  quotes: SlotQuote[]
}

export interface Slot {
  slot: string
  question: Question | null
  contested: boolean
  rule: string
  rule_code: string
  count: Toll | null
  origins: number
  values: SlotValue[]
}

export interface Column {
  index: number
  outlet: string | null
  published: Day | null
  known_on: Day
  report: string
  report_title: string | null
  origin: string
  copy_of: number | null
  claims: string[]
  modality: Modality
  restricted: boolean
}

export interface CurvePoint {
  known_on: Day
  min: number
  max: number | null
  approx: boolean
  outlet: string | null
  claim: string
}

export interface Judged {
  left: string
  right: string
  chance: number
  reasons: string[]
  against: string[]
  left_quote: string | null
  right_quote: string | null
  left_outlet: string | null
  right_outlet: string | null
  verdict: 'same' | 'different' | null
  who: string | null
  incident?: Row
}

export interface History {
  at: string
  who: string
  action: 'edit' | 'accept' | 'reject' | 'same' | 'different' | 'withdrawn' | 'note'
  claim: string
  other: string | null
  slot: string | null
  value: string | null
  why: string
  undo?: string | null
}

export interface Incident extends Row {
  point_note: string | null
  slots: Slot[]
  columns: Column[]
  curve: Partial<Record<Outcome, CurvePoint[]>>
  members: Claim[]
  reasons: Judged[]
  neighbours: Judged[]
  history: History[]
  exports: { format: string; url: string }[]
}
