import type { Mark, Span } from '../api/types'

/** A text cut where marks begin and end, so that marks that overlap can be drawn one beside the other. */

export interface Segment {
  text: string
  start: number
  marks: Mark[]
}

/** Spans count code points; strings of the browser count UTF-16 units. This cuts by code points. */
export function segmentsOf(content: string, marks: readonly Mark[]): Segment[] {
  const letters = Array.from(content)
  const fits = marks.filter((mark) => 0 <= mark.start && mark.start < mark.end && mark.end <= letters.length)
  const cuts = [...new Set([0, letters.length, ...fits.flatMap((mark) => [mark.start, mark.end])])].sort(
    (a, b) => a - b,
  )
  return cuts.slice(0, -1).map((start, at) => ({
    text: letters.slice(start, cuts[at + 1]).join(''),
    start,
    marks: fits.filter((mark) => mark.start <= start && start < mark.end),
  }))
}

/** The mark that a segment is drawn as: the shortest that answers a question. */
export function chiefOf(segment: Segment): Mark | null {
  const answering = segment.marks.filter((mark) => mark.question !== null)
  return answering.toSorted((one, other) => one.end - one.start - (other.end - other.start))[0] ?? null
}

/** A mark's own name: what values and words share. */
export function markName(mark: Pick<Mark, 'slot' | 'start'>): string {
  return `${mark.slot} ${mark.start}`
}

/** Title and text apart: content is the title, a line break, and the text. */
export function splitTitle(segments: readonly Segment[], title: string | null): [Segment[], Segment[]] {
  const length = title ? Array.from(title).length : -1
  const head: Segment[] = []
  const body: Segment[] = []
  for (const segment of segments) {
    const letters = Array.from(segment.text)
    const cut = Math.min(letters.length, Math.max(0, length - segment.start))
    if (cut > 0) head.push({ ...segment, text: letters.slice(0, cut).join('') })
    const rest = letters.slice(cut).join('')
    const from = segment.start + cut
    const text = from === length && length > 0 ? rest.replace(/^\n/, '') : rest
    if (text) body.push({ ...segment, start: from + (rest.length - text.length), text })
  }
  return [head, body]
}

/** Words of a quote with the found ones apart. */
export function litWords(quote: string, spans: readonly Span[]): { text: string; lit: boolean }[] {
  const marks = spans.map(([start, end]) => ({ start, end, question: null, slot: 'found', claims: [], value: null }))
  return segmentsOf(quote, marks).map((segment) => ({ text: segment.text, lit: segment.marks.length > 0 }))
}

/** What differs between two texts: words that the other one does not have. */
export function differing(own: string, other: string): { text: string; lit: boolean }[] {
  const there = new Set(other.split(/[\s،؛.:!؟«»"()]+/u))
  return own
    .split(/(\s+)/u)
    .map((text) => ({ text, lit: /\S/.test(text) && !there.has(text.replace(/[،؛.:!؟«»"()]/gu, '')) }))
}
