/** Each family its own colour and its own small shape: either alone tells them apart. */

export type Shape = 'circle' | 'square' | 'triangle' | 'diamond' | 'pentagon' | 'star'

export interface Sign {
  family: string
  colour: string
  shape: Shape
}

export const SIGNS: readonly Sign[] = [
  { family: 'Battles', colour: '#d55e00', shape: 'circle' },
  { family: 'Explosions/Remote violence', colour: '#e69f00', shape: 'triangle' },
  { family: 'Violence against civilians', colour: '#cc79a7', shape: 'diamond' },
  { family: 'Protests', colour: '#009e73', shape: 'square' },
  { family: 'Riots', colour: '#56b4e9', shape: 'pentagon' },
  { family: 'Strategic developments', colour: '#0072b2', shape: 'star' },
]
const NONE: Sign = { family: '', colour: '#77736c', shape: 'circle' }

export function signOf(family: string | null): Sign {
  return SIGNS.find((sign) => sign.family === family) ?? NONE
}

/** Corners of a shape around (0, 0); all shapes have about the area of the circle of radius 1. */
export function cornersOf(shape: Shape): [number, number][] {
  if (shape === 'square') return ring(4, 1.25, 45)
  if (shape === 'diamond') return ring(4, 1.25, 0)
  if (shape === 'triangle') return ring(3, 1.5, 0)
  if (shape === 'pentagon') return ring(5, 1.15, 0)
  if (shape === 'star') return ring(10, 1.4, 0).map(([x, y], at) => (at % 2 ? [x * 0.5, y * 0.5] : [x, y]))
  return ring(24, 1, 0)
}

function ring(corners: number, radius: number, turn: number): [number, number][] {
  return Array.from({ length: corners }, (_, at) => {
    const angle = ((turn - 90 + (360 * at) / corners) * Math.PI) / 180
    return [radius * Math.cos(angle), radius * Math.sin(angle)]
  })
}
