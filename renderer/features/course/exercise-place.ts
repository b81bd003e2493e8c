/** Where one writes in one's own words: the draft's place is `exercise/<part>.<lesson>.<step>`. */
export interface ExercisePlace {
  readonly part: 'lessons' | 'modules';
  readonly lesson: string;
  readonly step: string;
}

export const exerciseId = ({ part, lesson, step }: ExercisePlace): string => `${part}.${lesson}.${step}`;

export function exerciseOf(id: string): ExercisePlace | null {
  const [, part, lesson, step] = /^(lessons|modules)\.([a-z0-9-]+)\.([a-z0-9-]+)$/.exec(id) ?? [];
  if ((part !== 'lessons' && part !== 'modules') || lesson === undefined || step === undefined) return null;
  return { part, lesson, step };
}
