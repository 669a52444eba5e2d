import { describe, expect, it } from 'vitest'
import { curveOf } from '../src/incident/curve'
import { along, axisOf, barsOf, dayAt, daysOf, stepFor, ticksOf } from '../src/map/time'
import { countWritten } from '../src/parts/correcting'
import { actOf, fits } from '../src/review/keys'
import { changed, filtersOf, toggled } from '../src/state/filters.svelte'
import { dayOfNumber, numberOfDay } from '../src/words/days'

const bin = (start: string, count: number) => ({ start, count, killed: 0, families: {} })

describe('time', () => {
  it('days and numbers are the same thing', () => {
    expect(dayOfNumber(numberOfDay('2024-02-29'))).toBe('2024-02-29')
  })
  it('a month lasts to its last day', () => {
    const [bar] = barsOf({ by: 'month', total: 1, undated: 0, bins: [bin('2024-02-01', 1)] })
    expect(dayOfNumber(bar?.end ?? 0)).toBe('2024-02-29')
  })
  it('a place on the axis leads back to its day', () => {
    const axis = axisOf(barsOf({ by: 'day', total: 2, undated: 0, bins: [bin('2024-03-01', 1), bin('2024-03-21', 1)] }))
    const day = numberOfDay('2024-03-05')
    expect(axis && dayAt(axis, along(axis, day) + 0.001)).toBe(day)
  })
  it('a brush may be drawn from either side', () => {
    expect(daysOf(19790, 19786)).toEqual({ from: '2024-03-04', to: '2024-03-08' })
  })
  it.each([
    ['2024-03-01', '2024-04-30', 'day'],
    ['2023-01-01', '2024-04-30', 'week'],
    ['2011-01-01', '2024-04-30', 'month'],
  ])('%s to %s by %s', (first, last, step) => {
    expect(stepFor(first, last)).toBe(step)
  })
  it('has at most ten words on the axis', () => {
    expect(ticksOf({ first: 0, last: 4000 }).length).toBeLessThanOrEqual(10)
  })
})

describe('filters in the address', () => {
  it('are kept, and what is the view’s own is not', () => {
    expect(filtersOf('open=i-1&type=Attack&type=Arrests&sort=day').toString()).toBe('type=Attack&type=Arrests')
  })
  it('are turned on and off, one beside the other', () => {
    expect(toggled('type=Attack', 'type', 'Arrests')).toBe('type=Attack&type=Arrests')
    expect(toggled('type=Attack&type=Arrests', 'type', 'Attack')).toBe('type=Arrests')
  })
  it('take one value where only one makes sense', () => {
    expect(toggled('contested=true', 'contested', 'false')).toBe('contested=false')
  })
  it('leave with null', () => {
    expect(changed('from=2024-03-01&to=2024-03-04', { from: null })).toBe('to=2024-03-04')
  })
})

describe('a toll as it became known', () => {
  const telling = (known_on: string, min: number, max: number | null) => ({
    known_on,
    min,
    max,
    approx: false,
    outlet: null,
    claim: known_on,
  })
  const { dots, path } = curveOf([telling('2024-03-06', 9, 9), telling('2024-03-04', 3, null)], numberOfDay)

  it('runs in the order of time, from left to right', () => {
    expect(dots.map((dot) => dot.point.min)).toEqual([3, 9])
    expect(dots[0]?.x).toBeLessThan(dots[1]?.x ?? 0)
  })
  it('goes in steps, and has an open end for "or more"', () => {
    expect(path).toMatch(/^M[\d.]+ [\d.]+H[\d.]+V[\d.]+$/)
    expect(dots.map((dot) => dot.open)).toEqual([true, false])
  })
})

it.each([
  [{ min: 3, max: 3, approx: false }, '3'],
  [{ min: 3, max: 5, approx: false }, '3 to 5'],
  [{ min: 3, max: null, approx: false }, '3 or more'],
  [{ min: 3, max: 3, approx: true }, 'about 3'],
])('%o is typed as %s', (count, written) => {
  expect(countWritten(count)).toBe(written)
})

describe('keys of the review', () => {
  const key = (code: string, more = {}) => ({ code, key: '', ctrlKey: false, metaKey: false, altKey: false, ...more })

  it('are places on the keyboard, whatever letter they carry', () => {
    expect(actOf(key('KeyA', { key: 'ش' }))).toBe('accept')
  })
  it('leave the browser its own', () => {
    expect(actOf(key('KeyR', { ctrlKey: true }))).toBeNull()
  })
  it('only do what fits the doubt', () => {
    expect([fits('same', 'value'), fits('same', 'grouping'), fits('undo', null)]).toEqual([false, true, true])
  })
})
