import type { Count, Day, Modality, Page, Question } from './basics'
import type { Row } from './incidents'

/** Claims, the reports they stand in, and what people say of them. */

export interface Value {
  slot: string
  question: Question | null
  value: string | null
  target: string | null
  target_name: string | null
  target_name_en: string | null
  count: Count | null
  words: string | null
  start: number | null
  end: number | null
}

export interface Claim {
  key: string
  kind: string
  type: string
  family: string | null
  incident: string | null
  modality: Modality
  confidence: number
  first_day: Day | null
  last_day: Day | null
  known_on: Day
  published: Day | null
  outlet: string | null
  url: string | null
  report: string
  report_id: string
  report_title: string | null
  origin: string
  evidence: { start: number; end: number }
  quote: string | null
  values: Value[]
  ongoing: boolean
  aggregate: boolean
  edited: boolean
  rejected: boolean
  restricted: boolean
  verdict: 'right' | 'wrong' | null
}

export interface Mark {
  start: number
  end: number
  question: Question | null
  slot: string
  claims: string[]
  value: string | null
}

export interface ReportRow {
  sha256: string
  id: string
  title: string | null
  outlet: string | null
  published: Day | null
  url: string | null
  claims: number
  restricted: boolean
  copies: number
}

export interface Report {
  sha256: string
  id: string
  title: string | null
  text: string | null
  content: string | null
  outlet: string | null
  published: Day | null
  url: string | null
  restricted: boolean
  reader: string
  marks: Mark[]
  claims: Claim[]
  sightings: { id: string; outlet: string | null; url: string | null; published: Day | null; retrieved: string }[]
  copies: { sha256: string; title: string | null; outlet: string | null; published: Day | null; likeness: number }[]
  others: ReportRow[]
}

export interface Reading {
  report: {
    sha256: string
    title: string | null
    text: string
    content: string
    published: Day | null
    outlet: string | null
  }
  claims: Claim[]
  marks: Mark[]
  known: boolean
}

export interface DoubtReport {
  sha256: string
  title: string | null
  content: string | null
  outlet: string | null
  published: Day | null
}

interface AnyDoubt {
  id: string
  doubt: number
  impact: number
  reasons: string[]
  against: string[]
  left: Claim
  left_report: DoubtReport
  left_incident: Row | null
}

export interface ValueDoubt extends AnyDoubt {
  kind: 'value'
  reason_codes: string[]
  slots: string[]
  rivals: { slot: string; value: string; claim: string; outlet: string | null }[]
}

export interface GroupingDoubt extends AnyDoubt {
  kind: 'grouping'
  chance: number
  together: boolean
  right: Claim
  right_report: DoubtReport
  right_incident: Row | null
}

export type Doubt = ValueDoubt | GroupingDoubt

export interface Queue extends Page<Doubt> {
  done: number
}

export interface Said {
  undo: string | null
  claim: Claim | null
  incident: Row | null
}

export interface Job {
  id: string
  name: string
  state: 'waiting' | 'reading' | 'grouping' | 'done' | 'failed' | 'stopped'
  read: number
  added: number
  failed: { where: string; problem: string }[]
  bytes: number
  bytes_read: number
  seconds: number
  started: string
}
