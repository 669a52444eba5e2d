import { settings } from '../state/settings.svelte'
import { locale, t } from './words'

const DAY = 86_400_000

/** A day as people write it; the time zone plays no part. */
export function dayText(day: string, style: 'medium' | 'long' | 'short' = 'medium'): string {
  const options: Intl.DateTimeFormatOptions =
    style === 'short'
      ? { day: 'numeric', month: 'short', timeZone: 'UTC' }
      : { day: 'numeric', month: style === 'long' ? 'long' : 'short', year: 'numeric', timeZone: 'UTC' }
  if (style === 'long') options.weekday = 'long'
  return new Intl.DateTimeFormat(locale(settings.language), options).format(new Date(`${day}T00:00:00Z`))
}

export function monthText(day: string): string {
  const options: Intl.DateTimeFormatOptions = { month: 'short', year: 'numeric', timeZone: 'UTC' }
  return new Intl.DateTimeFormat(locale(settings.language), options).format(new Date(`${day}T00:00:00Z`))
}

export function daysText(first: string | null, last: string | null): string {
  if (first === null) return t('day.unknown')
  if (last === null || last === first) return dayText(first)
  const format = new Intl.DateTimeFormat(locale(settings.language), { dateStyle: 'medium', timeZone: 'UTC' })
  return format.formatRange(new Date(`${first}T00:00:00Z`), new Date(`${last}T00:00:00Z`))
}

export function momentText(at: string): string {
  return new Intl.DateTimeFormat(locale(settings.language), { dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(at),
  )
}

export function numberOfDay(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / DAY)
}

export function dayOfNumber(n: number): string {
  return new Date(n * DAY).toISOString().slice(0, 10)
}
