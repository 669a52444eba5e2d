import type { Filter } from '../state/filters.svelte'
import { dayText } from './days'
import { label, number, t } from './words'

/** The value of a filter as its chip says it. */
export function filterText(name: Filter, value: string): string {
  if (name === 'family') return label('families', value)
  if (name === 'type') return label('types', value)
  if (name === 'modality') return label('modalities', value)
  if (name === 'from' || name === 'to' || name === 'known_by') return dayText(value)
  if (name === 'bbox') return t('bbox.text')
  if (name === 'killed') return number(Number(value))
  if (value === 'true' || value === 'false') return t(value === 'true' ? 'yes' : 'no')
  return namedIds.get(`${name}:${value}`) ?? value
}

/** Names of the ids that facets and pages told us, so that chips need not ask for them. */
const namedIds = new Map<string, string>()

export function rememberName(name: Filter, id: string, words: string): void {
  namedIds.set(`${name}:${id}`, words)
}
