/** How this person likes the workbench; kept in the browser only. */

export type Language = 'ar' | 'en'
export type Light = 'auto' | 'light' | 'dark'

export const settings = $state<{ language: Language; light: Light }>({
  language: kept('language', ['ar', 'en'] as const) ?? preferred(navigator.languages),
  light: kept('light', ['auto', 'light', 'dark'] as const) ?? 'auto',
})

export const dark = matchMedia('(prefers-color-scheme: dark)')
export const still = matchMedia('(prefers-reduced-motion: reduce)')

/** The first of the browser's languages that the workbench speaks; Arabic where it speaks none of them. */
export function preferred(languages: readonly string[]): Language {
  const found = languages.map((each) => each.slice(0, 2).toLowerCase()).find((each) => each === 'ar' || each === 'en')
  return found === 'en' ? 'en' : 'ar'
}

export function speak(language: Language): void {
  settings.language = language
  keep('language', language)
}

export function shine(light: Light): void {
  settings.light = light
  keep('light', light)
}

function kept<Choice extends string>(name: string, choices: readonly Choice[]): Choice | null {
  try {
    return choices.find((choice) => choice === localStorage.getItem(`marsad.${name}`)) ?? null
  } catch {
    return null // a browser that keeps nothing
  }
}

function keep(name: string, value: string): void {
  try {
    localStorage.setItem(`marsad.${name}`, value)
  } catch {
    // it will ask again next time
  }
}
