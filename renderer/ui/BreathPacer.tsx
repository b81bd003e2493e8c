import { useEffect, useRef } from 'react';
import { useReducedMotion } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { BreathMoment } from './breathing.ts';
import styles from './pacer.module.css';

/** As small as the circle becomes. */
const LEAST = 0.4;

interface Props {
  /** The present second of the breath; null while there is none, and the place stays empty, so that nothing jumps. */
  readonly moment: BreathMoment | null;
  /** The same to the millisecond, for the circle. */
  readonly exact: () => BreathMoment | null;
  readonly going: boolean;
  /** Whether its turns are told to whoever hears the page: politely, a word at each, and only where that was asked for. */
  readonly said: boolean;
}

/** A breath to go along with: the word leads, a circle follows; where motion is unwanted, the word and its count alone. */
export function BreathPacer({ moment, exact, going, said }: Props) {
  const { t } = useTranslation('tools');
  const still = useReducedMotion(undefined, { getInitialValueInEffect: false });
  const word = moment === null ? '' : t(`phases.${moment.phase}`);
  return (
    <div className={styles.pacer} data-still={still || undefined}>
      {!still && moment !== null && <Circle exact={exact} going={going} />}
      <p className={styles.word}>
        <span aria-live={said ? 'polite' : undefined}>{word}</span>
        {/* Each number would be said over the one before. */}
        <span aria-hidden="true" className={styles.count}>
          {moment?.count}
        </span>
      </p>
    </div>
  );
}

/** Follows the clock itself frame by frame, so that a pause, a seek or a hidden tab never leaves it behind. */
function Circle(props: Pick<Props, 'exact' | 'going'>) {
  const { exact, going } = props;
  const circle = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    let frame = 0;
    const draw = (): void => {
      const size = LEAST + (1 - LEAST) * (exact()?.size ?? 0);
      circle.current?.style.setProperty('scale', String(size));
      if (going) frame = requestAnimationFrame(draw);
    };
    draw();
    return () => cancelAnimationFrame(frame);
  }, [exact, going]);
  return (
    <span className={styles.ground} aria-hidden="true">
      <span ref={circle} className={styles.circle} />
    </span>
  );
}
