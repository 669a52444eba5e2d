import type { Period } from '../api/types'

/** Periods of control as bars: a row a holder, time from left to right, open ends where nothing says that it ended. */

export interface Bar {
  period: Period
  left: number
  width: number
  open: boolean
}

export interface Line {
  holder: string
  bars: Bar[]
}

export interface Bars {
  lines: Line[]
  first: number
  last: number
}

export function barsOf(periods: readonly Period[], numberOf: (day: string) => number): Bars {
  const first = Math.min(...periods.map((period) => numberOf(period.start)))
  const last = Math.max(...periods.map((period) => numberOf(period.until ?? period.last_heard)))
  const margin = Math.max(2, (last - first) * 0.08)
  const span = last - first + 2 * margin
  const share = (day: number): number => (100 * (day - first + margin)) / span
  const holders = Map.groupBy(periods, (period) => period.holder_id ?? period.holder)
  const lines = [...holders.values()].map((own) => ({
    holder: own[0]?.holder ?? '',
    bars: own.map((period) => {
      const left = share(numberOf(period.start))
      const right = period.until === null ? 100 : share(numberOf(period.until))
      return { period, left, width: Math.max(1, right - left), open: period.until === null }
    }),
  }))
  return { lines, first, last }
}
