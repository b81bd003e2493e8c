import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useApp, useDisk, useVault } from '../../app/context.tsx';
import { useCollection } from '../../app/use-collection.ts';
import { answerMark, pressed } from './marks.ts';
import styles from './answers.module.css';

/** A mark for oneself, so that one finds it again. It goes nowhere, and the page says so. */
export function WasItOfUse(props: { answer: string }) {
  const { t } = useTranslation('answers');
  const marks = useVault().collection('answers', answerMark);
  const { clock } = useApp();
  const onDisk = useDisk();
  const mine = useCollection(marks)?.find(({ id }) => id === props.answer)?.value ?? null;
  const press = (useful: boolean): void =>
    onDisk(() => marks.change(props.answer, (before) => pressed(before, useful, clock.nowMs())));
  return (
    <fieldset className={styles.ofUse}>
      <legend>{t('mark.ask')}</legend>
      {([true, false] as const).map((useful) => (
        <Button
          key={String(useful)}
          size="sm"
          variant={mine?.useful === useful ? 'light' : 'default'}
          aria-pressed={mine?.useful === useful}
          onClick={() => press(useful)}
        >
          {t(useful ? 'mark.yes' : 'mark.no')}
        </Button>
      ))}
      <p>{t(mine === null ? 'mark.private' : mine.useful ? 'mark.keptYes' : 'mark.keptNo')}</p>
    </fieldset>
  );
}
