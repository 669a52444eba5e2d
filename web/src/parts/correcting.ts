import type { Claim, Count } from '../api/types'

/** A claim's value of a slot as a person would type it: "3", "3 to 5", "3 or more", "2024-01-12 to 2024-01-14". */
export function writtenValue(claim: Claim, slot: string): string {
  if (slot === 'type') return claim.type
  if (slot === 'modality') return claim.modality
  if (slot === 'days') return daysWritten(claim.first_day, claim.last_day)
  const value = claim.values.find((each) => each.slot === slot)
  if (slot === 'place') return value?.target ?? ''
  return value?.count ? countWritten(value.count) : ''
}

function daysWritten(first: string | null, last: string | null): string {
  if (first === null) return ''
  return last === null || last === first ? first : `${first} to ${last}`
}

export function countWritten({ min, max, approx }: Count): string {
  const about = approx ? 'about ' : ''
  if (max === null) return `${about}${min} or more`
  return about + (min === max ? `${min}` : `${min} to ${max}`)
}
