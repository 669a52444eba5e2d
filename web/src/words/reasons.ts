import { settings } from '../state/settings.svelte'
import { known, t } from './words'

/** The machine's reasons come as English sentences; those of its table have Arabic ones beside them. */
export function reasonText(reason: string): string {
  const key = `reason.${reason}`
  return settings.language === 'ar' && known(key) ? t(key) : reason
}
