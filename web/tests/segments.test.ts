import { describe, expect, it } from 'vitest'
import type { Mark } from '../src/api/types'
import { chiefOf, differing, litWords, segmentsOf, splitTitle } from '../src/report/segments'

function mark(start: number, end: number, slot: string, question: Mark['question'] = 'what'): Mark {
  return { start, end, slot, question, claims: ['c'], value: null }
}

const texts = (segments: { text: string }[]): string[] => segments.map((segment) => segment.text)

describe('segments', () => {
  it('cut where marks begin and end', () => {
    const found = segmentsOf('قتل 3 مدنيين', [mark(0, 3, 'trigger'), mark(4, 5, 'killed')])
    expect(texts(found)).toEqual(['قتل', ' ', '3', ' مدنيين'])
    expect(found[2]?.marks[0]?.slot).toBe('killed')
  })
  it('count code points, so that letters beyond the first plane shift nothing', () => {
    expect(texts(segmentsOf('🕊قتل', [mark(1, 4, 'trigger')]))).toEqual(['🕊', 'قتل'])
  })
  it('of marks that overlap are drawn as the shortest that answers a question', () => {
    const [, inner] = segmentsOf('abcdef', [mark(0, 6, 'evidence', null), mark(1, 5, 'place'), mark(1, 2, 'killed')])
    expect(inner && chiefOf(inner)?.slot).toBe('killed')
  })
  it('leave marks out that lie outside the text', () => {
    expect(texts(segmentsOf('abc', [mark(2, 9, 'place')]))).toEqual(['abc'])
  })
  it('part title and text, and drop the line break between them', () => {
    const [title, body] = splitTitle(segmentsOf('ab\ncd', [mark(1, 4, 'place')]), 'ab')
    expect(texts(title)).toEqual(['a', 'b'])
    expect(texts(body).join('')).toBe('cd')
  })
  it('have no title where the report has none', () => {
    expect(texts(splitTitle(segmentsOf('abc', []), null)[1])).toEqual(['abc'])
  })
})

it('found words stand apart in a quote', () => {
  expect(litWords('قصف العشارة أمس', [[4, 11]])).toEqual([
    { text: 'قصف ', lit: false },
    { text: 'العشارة', lit: true },
    { text: ' أمس', lit: false },
  ])
})

it('words that the other text lacks are what differs', () => {
  expect(differing('قتل 3 مدنيين', 'قتل 7 مدنيين،').filter((part) => part.lit)).toEqual([{ text: '3', lit: true }])
})
