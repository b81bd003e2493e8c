import { useState } from 'react';
import { Button, Radio } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Activity } from '../../content/library/schema.ts';
import { MARKS } from './Marks.tsx';
import styles from './activity.module.css';

/** A mark from 1 to 5, for oneself alone. It is kept with the button, so that going through the choices keeps nothing. */
export function CheckIn(props: { activity: Extract<Activity, { kind: 'check-in' }>; done: (mark: number) => void }) {
  const { t } = useTranslation('paths');
  const { activity } = props;
  const [mark, setMark] = useState<number | null>(null);
  const [asked, setAsked] = useState(false);
  const words = (one: number): string => (one === 1 ? `1 · ${activity.low}` : one === 5 ? `5 · ${activity.high}` : String(one));
  return (
    <form
      className={styles.checkIn}
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (mark !== null) props.done(mark);
      }}
    >
      <Radio.Group
        label={activity.question}
        labelProps={{ className: styles.question }}
        value={mark === null ? null : String(mark)}
        onChange={(value) => setMark(Number(value))}
        error={asked && mark === null ? t('checkIn.choose') : undefined}
      >
        <div className={styles.scale}>
          {MARKS.map((one) => (
            <Radio key={one} value={String(one)} label={words(one)} size="md" />
          ))}
        </div>
      </Radio.Group>
      <Button type="submit">{t('checkIn.keep')}</Button>
      <p className={styles.quiet}>{t('checkIn.whose')}</p>
    </form>
  );
}
