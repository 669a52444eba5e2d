import { session } from '../state/session.svelte'
import { settings, type Language } from '../state/settings.svelte'
import ar from './ar.json'
import en from './en.json'

/** Every string of the interface, by key, in the person's language. A string with numbers has a form for each plural. */

type Forms = Partial<Record<Intl.LDMLPluralRule, string>>
export type Key = keyof typeof en
const MESSAGES: Record<Language, Record<Key, string | Forms>> = { ar, en }
const PLURALS = { ar: new Intl.PluralRules('ar'), en: new Intl.PluralRules('en') }

export function t(key: Key, values: Record<string, string | number> = {}): string {
  return filled(MESSAGES[settings.language][key], values, settings.language)
}

/** "{n} of {total}" with its values; the plural form follows `n`. */
export function filled(message: string | Forms, values: Record<string, string | number>, language: Language): string {
  const form = typeof message === 'string' ? message : pluralOf(message, Number(values.n ?? 0), language)
  return form.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name]
    return value === undefined ? whole : typeof value === 'number' ? number(value, language) : value
  })
}

function pluralOf(forms: Forms, n: number, language: Language): string {
  return forms[PLURALS[language].select(n)] ?? forms.other ?? ''
}

/** Words of the codebook in the person's language, as the server labels them; the code itself where it has no label. */
export function label(list: LabelList, code: string | null): string {
  if (code === null) return ''
  const found = session.meta?.[list].find((each) => each.code === code)
  return found ? found[settings.language] : code
}

type LabelList =
  | 'families'
  | 'types'
  | 'kinds'
  | 'modalities'
  | 'roles'
  | 'slots'
  | 'outcomes'
  | 'groups'
  | 'changes'
  | 'ties'
  | 'manners'
  | 'holds'
  | 'freshness'
  | 'place_kinds'
  | 'actor_kinds'
  | 'questions'

/** Whether a key that was put together is one of ours. */
export function known(key: string): key is Key {
  return key in en
}

/** The name in the person's language; names stay Arabic where no other is known. */
export function nameOf(named: { name: string; name_en?: string | null }): string {
  return settings.language === 'en' && named.name_en ? named.name_en : named.name
}

export function number(value: number, language: Language = settings.language): string {
  return new Intl.NumberFormat(locale(language), { maximumFractionDigits: 1 }).format(value)
}

export function percent(value: number): string {
  return new Intl.NumberFormat(locale(settings.language), { style: 'percent' }).format(value)
}

/** Digits are those of the reports' press in the Levant and Iraq: Western ones, months by their names. */
export function locale(language: Language): string {
  return language === 'ar' ? 'ar-SY-u-nu-latn' : 'en-GB'
}
