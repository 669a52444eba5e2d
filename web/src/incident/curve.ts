import type { CurvePoint } from '../api/types'

/** Places of a toll's tellings on a drawing of 400 by 130: time from left to right, as they became known. */

const BOX = { left: 44, right: 384, top: 12, bottom: 106 }

export interface Curve {
  dots: { x: number; y: number; top: number; open: boolean; point: CurvePoint }[]
  path: string
  lines: { value: number; y: number }[]
  days: { day: string; x: number; anchor: 'start' | 'middle' | 'end' }[]
}

export function curveOf(points: readonly CurvePoint[], numberOf: (day: string) => number): Curve {
  const ordered = points.toSorted((one, other) => numberOf(one.known_on) - numberOf(other.known_on))
  const days = ordered.map((point) => numberOf(point.known_on))
  const first = days[0] ?? 0
  const span = Math.max(1, (days.at(-1) ?? 0) - first)
  const most = Math.max(1, ...ordered.map((point) => point.max ?? point.min))
  const x = (day: number): number => BOX.left + ((BOX.right - BOX.left) * (day - first)) / span
  const y = (count: number): number => BOX.bottom - ((BOX.bottom - BOX.top) * count) / most
  const dots = ordered.map((point) => ({
    x: x(numberOf(point.known_on)),
    y: y(point.min),
    top: y(point.max ?? point.min),
    open: point.max === null,
    point,
  }))
  return {
    dots,
    path: steps(dots),
    lines: [...new Set([0, most > 2 ? Math.round(most / 2) : 0, most])].map((value) => ({ value, y: y(value) })),
    days: ends(ordered, (point) => x(numberOf(point.known_on))),
  }
}

/** A toll stands until the next telling: the line goes in steps. */
function steps(dots: Curve['dots']): string {
  return dots.map((dot, at) => (at === 0 ? `M${dot.x} ${dot.y}` : `H${dot.x}V${dot.y}`)).join('')
}

function ends(points: readonly CurvePoint[], x: (point: CurvePoint) => number): Curve['days'] {
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last) return []
  const start = { day: first.known_on, x: x(first), anchor: 'start' as const }
  if (first.known_on === last.known_on) return [start]
  return [start, { day: last.known_on, x: x(last), anchor: 'end' as const }]
}
