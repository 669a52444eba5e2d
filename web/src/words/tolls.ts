import type { Count, Outcome, Row, Toll } from '../api/types'
import { number, t } from './words'

const OUTCOMES: readonly Outcome[] = ['killed', 'injured', 'detained', 'abducted']

/** "3", "3 to 5", "3 or more", "about 3". */
export function countText(count: Count): string {
  const words = count.max === null ? t('count.more', { n: count.min }) : rangeText(count.min, count.max)
  return count.approx && count.max !== null ? t('count.about', { n: words }) : words
}

/** The best figure of a toll, with its range where sources differ: "9 (3 to 9)". */
export function tollText(toll: Toll): string {
  if (toll.best === null) return countText({ min: toll.low, max: toll.high, approx: toll.approx })
  const best = toll.high === null ? t('count.more', { n: toll.best }) : number(toll.best)
  if (toll.high === null || toll.low === toll.high) return toll.approx ? t('count.about', { n: best }) : best
  return `${best} (${rangeText(toll.low, toll.high)})`
}

export function tollsOf(row: Row): string[] {
  return OUTCOMES.flatMap((outcome) => {
    const toll = row[outcome]
    return toll ? [t(`toll.${outcome}`, { n: tollText(toll) })] : []
  })
}

function rangeText(low: number, high: number): string {
  return low === high ? number(low) : t('count.range', { low: number(low), high: number(high) })
}
