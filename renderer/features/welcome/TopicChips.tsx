import { Chip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { TOPICS, type Topic } from '#shared/words.ts';
import { useDisk, useSetting } from '../../app/context.tsx';
import styles from './welcome.module.css';

/** Under this key the vault keeps what brought somebody here (F076): theirs alone, never sent. */
export const BROUGHT_HERE = 'welcome/brought-here';

/** "What brings you here?" Nothing has to be chosen, and nothing leaves the device. */
export function TopicChips() {
  const { t } = useTranslation(['welcome', 'topics']);
  const onDisk = useDisk();
  const { value, set } = useSetting<readonly Topic[]>(BROUGHT_HERE);
  return (
    <fieldset className={styles.topics}>
      <legend>{t('topics.ask')}</legend>
      <p>{t('topics.why')}</p>
      <Chip.Group multiple value={[...(value ?? [])]} onChange={(chosen) => onDisk(() => set(chosen as Topic[]))}>
        <div className={styles.chips}>
          {TOPICS.map((topic) => (
            <Chip key={topic} value={topic} variant="outline">
              {t(`topics:${topic}`)}
            </Chip>
          ))}
        </div>
      </Chip.Group>
    </fieldset>
  );
}
