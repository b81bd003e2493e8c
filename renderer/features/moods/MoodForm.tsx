import { useState, type FormEvent } from 'react';
import { Button, Radio, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { newId } from '#shared/ids.ts';
import { MOOD } from '#shared/limits.ts';
import { useApp, useDisk, useVault } from '../../app/context.tsx';
import { useAnnounce } from '../../ui/announcer.tsx';
import { LEVELS, moodMarks, type Level } from './mood.ts';
import styles from './moods.module.css';

/** Not said. Radio buttons cannot be taken back, so leaving out is one of them. */
const UNSAID = 'unsaid';

const levelOf = (value: string): Level | null => LEVELS.find((level) => String(level) === value) ?? null;

/** One mark: two questions in words, of which only the first needs an answer, and room for a few of one's own. */
export function MoodForm() {
  const { t } = useTranslation('moods');
  const vault = useVault();
  const { clock, random } = useApp();
  const onDisk = useDisk();
  const announce = useAnnounce();
  const [mood, setMood] = useState('');
  const [energy, setEnergy] = useState(UNSAID);
  const [words, setWords] = useState('');
  const [missing, setMissing] = useState(false);
  const keep = async (level: Level): Promise<void> => {
    const mark = { atMs: clock.nowMs(), mood: level, energy: levelOf(energy), words: words.trim() };
    await moodMarks(vault).put(newId(random), mark);
    setMood('');
    setEnergy(UNSAID);
    setWords('');
    announce(t('kept'));
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const level = levelOf(mood);
    setMissing(level === null);
    if (level !== null) onDisk(() => keep(level));
  };
  return (
    <form className={styles.form} onSubmit={submit} autoComplete="off">
      <Radio.Group
        value={mood}
        onChange={(value) => {
          setMood(value);
          setMissing(false);
        }}
        label={t('askMood')}
        error={missing ? t('moodMissing') : undefined}
      >
        <Levels of="mood" />
      </Radio.Group>
      <Radio.Group value={energy} onChange={setEnergy} label={t('askEnergy')}>
        <Levels of="energy" unsaid />
      </Radio.Group>
      <TextInput
        label={t('askWords')}
        description={t('wordsLimit', { count: MOOD.maxWordsLength })}
        maxLength={MOOD.maxWordsLength}
        dir="auto"
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <Button type="submit" className={styles.keep}>
        {t('keep')}
      </Button>
    </form>
  );
}

function Levels(props: { of: 'mood' | 'energy'; unsaid?: boolean }) {
  const { t } = useTranslation('moods');
  return (
    <div className={styles.levels}>
      {LEVELS.map((level) => (
        <Radio key={level} size="md" value={String(level)} label={t(`${props.of}.${level}`)} />
      ))}
      {props.unsaid === true && <Radio size="md" value={UNSAID} label={t('unsaid')} />}
    </div>
  );
}
