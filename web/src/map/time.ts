import type { Bin, Histogram } from '../api/types'
import { dayOfNumber, numberOfDay } from '../words/days'

/** Bars over time: which days a bar covers, where a day lies on the axis. Time always runs from left to right. */

export interface Bar {
  start: number
  end: number
  count: number
  killed: number
  families: Record<string, number>
}

export interface Axis {
  first: number
  last: number
}

export function barsOf({ by, bins }: Histogram): Bar[] {
  return bins.map((bin) => {
    const start = numberOfDay(bin.start)
    return { start, end: endOf(bin, by), count: bin.count, killed: bin.killed, families: bin.families }
  })
}

function endOf(bin: Bin, by: Histogram['by']): number {
  const start = numberOfDay(bin.start)
  if (by === 'day') return start
  if (by === 'week') return start + 6
  const [year = 0, month = 0] = bin.start.split('-').map(Number)
  return Math.round(Date.UTC(year, month, 1) / 86_400_000) - 1
}

/** The finest step that leaves no more than about 120 bars. */
export function stepFor(first: string | null, last: string | null): Histogram['by'] {
  const days = first && last ? numberOfDay(last) - numberOfDay(first) : 0
  return days <= 120 ? 'day' : days <= 840 ? 'week' : 'month'
}

export function axisOf(bars: readonly Bar[]): Axis | null {
  const [first, last] = [bars[0], bars.at(-1)]
  return first && last ? { first: first.start - 1, last: last.end + 2 } : null
}

/** Where the morning of a day lies, from 0 to 1. */
export function along({ first, last }: Axis, day: number): number {
  return (day - first) / (last - first)
}

export function dayAt({ first, last }: Axis, share: number): number {
  return Math.min(last - 1, Math.max(first, Math.floor(first + share * (last - first))))
}

/** Two days of a brush in order, as the filter writes them. */
export function daysOf(one: number, other: number): { from: string; to: string } {
  return { from: dayOfNumber(Math.min(one, other)), to: dayOfNumber(Math.max(one, other)) }
}

/** Days on which the axis carries a word: some eight, on round dates. */
export function ticksOf({ first, last }: Axis): number[] {
  const step = [1, 2, 7, 14, 30, 61, 91, 182, 365, 730, 1826].find((days) => (last - first) / days <= 9) ?? 3652
  const start = Math.ceil(first / step) * step
  const ticks: number[] = []
  for (let day = start; day < last; day += step) ticks.push(day)
  return ticks
}
