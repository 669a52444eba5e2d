/** Codes, labels and small values. */

export type Day = string

export type Question = 'what' | 'who' | 'where' | 'when' | 'how_many' | 'says'

export type Outcome = 'killed' | 'injured' | 'detained' | 'abducted'

export type Modality = 'asserted' | 'unconfirmed' | 'denied' | 'planned'

export type Precision =
  'exact' | 'vicinity' | 'settlement' | 'district' | 'governorate' | 'area' | 'country' | 'unresolved'

export type Role = 'reader' | 'analyst' | 'editor' | 'administrator'

export type Can = 'read' | 'judge' | 'edit' | 'add' | 'describe' | 'administer' | 'restricted'

export interface Page<Item> {
  items: Item[]
  total: number
  next: string | null
}

export interface Me {
  name: string | null
  role: Role | null
  login: boolean
  csrf: string | null
  can: Can[]
}

export interface Label {
  code: string
  ar: string
  en: string
}

export interface Family extends Label {
  colour: string
  shape: string
}

export interface EventType extends Label {
  family: string
}

export interface Meta {
  version: string
  base_map: boolean
  login: boolean
  counts: Record<'reports' | 'claims' | 'incidents' | 'places' | 'actors' | 'outlets' | 'in_review', number>
  first_day: Day | null
  last_day: Day | null
  known_until: Day | null
  families: Family[]
  types: EventType[]
  kinds: Label[]
  modalities: Label[]
  roles: Label[]
  slots: Label[]
  outcomes: Label[]
  groups: Label[]
  changes: Label[]
  ties: Label[]
  manners: Label[]
  holds: Label[]
  freshness: Label[]
  place_kinds: Label[]
  actor_kinds: Label[]
  questions: Label[]
  formats: { code: string; says: string; suffix: string }[]
}

export interface Toll {
  low: number
  best: number | null
  high: number | null
  approx: boolean
}

export interface Count {
  min: number
  max: number | null
  approx: boolean
}

export type Span = [number, number]

export interface Named {
  id: string
  name: string
  name_en: string | null
}

export interface User {
  name: string
  role: Role
  created: string
  last_login: string | null
  disabled: boolean
}
