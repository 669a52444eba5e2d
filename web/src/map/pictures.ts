import { cornersOf, SIGNS, type Sign } from './shapes'

/** Signs that the map draws, made on a canvas when they are first needed; a sign's name says what is on it. */

const SHARP = 2
const UNKNOWN = '#77736c'

export interface Picture {
  image: ImageData
  sharp: number
}

/** "sign:2", "ring:3.0.9.0.0.0.0", "flag:#0072B2,#D55E00:contest" */
export function pictureOf(name: string, paper: string): Picture | null {
  const [kind = '', what = '', more = ''] = name.split(':')
  if (kind === 'sign') return { image: sign(SIGNS[Number(what)]), sharp: SHARP }
  if (kind === 'ring') return { image: ring(what.split('.').map(Number), paper), sharp: SHARP }
  if (kind === 'flag') return { image: flag(what.split(','), more), sharp: SHARP }
  return null
}

/** Shares as twelfths, so that there are few pictures; every family that is there gets at least one. */
export function ringName(shares: readonly number[]): string {
  const all = shares.reduce((sum, share) => sum + share, 0) || 1
  return `ring:${shares.map((share) => (share === 0 ? 0 : Math.max(1, Math.round((12 * share) / all)))).join('.')}`
}

function canvas(size: number): CanvasRenderingContext2D {
  const made = document.createElement('canvas')
  made.width = made.height = size * SHARP
  const brush = made.getContext('2d', { willReadFrequently: true })
  if (!brush) throw new Error('this browser draws no canvas')
  brush.scale(SHARP, SHARP)
  return brush
}

function taken(brush: CanvasRenderingContext2D): ImageData {
  return brush.getImageData(0, 0, brush.canvas.width, brush.canvas.height)
}

function sign(of: Sign | undefined): ImageData {
  const brush = canvas(36)
  brush.translate(18, 18)
  brush.beginPath()
  for (const [x, y] of cornersOf(of?.shape ?? 'circle')) brush.lineTo(x * 11, y * 11)
  brush.closePath()
  brush.fillStyle = of?.colour ?? UNKNOWN
  brush.fill()
  brush.lineJoin = 'round'
  brush.lineWidth = 1.6
  brush.strokeStyle = 'rgba(255,255,255,.9)'
  brush.stroke()
  return taken(brush)
}

function ring(shares: readonly number[], paper: string): ImageData {
  const brush = canvas(48)
  brush.translate(24, 24)
  const all = shares.reduce((sum, share) => sum + share, 0) || 1
  brush.beginPath()
  brush.arc(0, 0, 21, 0, 2 * Math.PI)
  brush.fillStyle = paper
  brush.fill()
  let from = -Math.PI / 2
  shares.forEach((share, at) => {
    const to = from + (2 * Math.PI * share) / all
    brush.beginPath()
    brush.arc(0, 0, 18.5, from, to)
    brush.lineWidth = 5.5
    brush.strokeStyle = SIGNS[at]?.colour ?? UNKNOWN
    brush.stroke()
    from = to
  })
  return taken(brush)
}

/** A pennant on a pole whose foot is the place; several holders share it in stripes. */
function flag(colours: string[], hold: string): ImageData {
  const brush = canvas(40)
  brush.translate(20, 20)
  brush.lineWidth = 1.6
  brush.strokeStyle = '#3a3a38'
  brush.beginPath()
  brush.moveTo(0, 0)
  brush.lineTo(0, -19)
  brush.stroke()
  brush.beginPath()
  brush.rect(0, -19, 16, 11)
  brush.save()
  brush.clip()
  colours.forEach((colour, at) => {
    brush.fillStyle = colour
    brush.fillRect(0, -19 + (11 * at) / colours.length, 16, 11 / colours.length)
  })
  if (hold === 'contest' || colours.length > 1) hatch(brush)
  brush.restore()
  brush.stroke()
  return taken(brush)
}

function hatch(brush: CanvasRenderingContext2D): void {
  brush.lineWidth = 1.3
  brush.strokeStyle = 'rgba(255,255,255,.85)'
  for (let x = -12; x < 18; x += 4) {
    brush.beginPath()
    brush.moveTo(x, -8)
    brush.lineTo(x + 11, -19)
    brush.stroke()
  }
  brush.lineWidth = 1.6
  brush.strokeStyle = '#3a3a38'
}
