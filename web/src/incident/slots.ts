import type { Column, Incident, Slot, SlotValue, Value } from '../api/types'
import { dayText } from '../words/days'
import { countText } from '../words/tolls'
import { label } from '../words/words'

/** Values as people read them; codes through their labels, counts through Intl, names as the reports write them. */

const HIDDEN = '…' // a restricted source says it
const TOLLS: ReadonlySet<string> = new Set(['killed', 'injured', 'detained', 'abducted'])

export function isToll(slot: string): boolean {
  return TOLLS.has(slot)
}

export function slotValueText(slot: string, value: Pick<SlotValue, 'value' | 'count'>): string {
  if (value.count) return countText(value.count)
  if (value.value === null) return HIDDEN
  if (slot === 'type') return label('types', value.value)
  if (slot === 'days' || slot === 'date') return daysValue(value.value)
  if (slot === 'modality') return label('modalities', value.value)
  return value.value
}

/** The value of a claim; a row of a toll says of whom. */
export function valueText(value: Value): string {
  if (value.count) {
    const group = value.value === null || value.value === 'unknown' ? '' : ` ${label('groups', value.value)}`
    return `${countText(value.count)}${group}`
  }
  if ((value.slot === 'date' || value.slot === 'trigger') && value.words) return value.words
  return slotValueText(value.slot, value)
}

function daysValue(value: string): string {
  const [first = '', last] = value.split(' to ')
  if (!/^\d{4}-\d\d-\d\d$/.test(first)) return value
  return last ? `${dayText(first)} – ${dayText(last)}` : dayText(first)
}

/** What a column says of a slot, and whether it is the first to say so. */
export function cellOf(slot: Slot, column: Column): SlotValue[] {
  return slot.values.filter((value) => value.columns.includes(column.index))
}

/** Slots in the order in which a reader asks: what, where, when, who, how many, who says. */
const ORDER = [
  'type',
  'place',
  'facility',
  'days',
  'initiator',
  'target',
  'party',
  'killed',
  'injured',
  'detained',
  'abducted',
  'cause',
  'modality',
  'source',
]

export function orderedSlots(incident: Incident): Slot[] {
  const rank = (slot: Slot): number => (ORDER.indexOf(slot.slot) + ORDER.length + 1) % (ORDER.length + 1)
  return incident.slots.filter((slot) => slot.values.length > 0).toSorted((one, other) => rank(one) - rank(other))
}
