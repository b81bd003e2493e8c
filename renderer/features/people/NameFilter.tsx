import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import styles from './directory.module.css';

/** Over a directory: the beginning of a name. */
export function NameFilter(props: { label: string; maxLength: number; text: string; set: (text: string) => void }) {
  return (
    <TextInput
      className={styles.name}
      type="search"
      size="md"
      label={props.label}
      leftSection={<IconSearch size={18} aria-hidden="true" />}
      autoComplete="off"
      spellCheck={false}
      maxLength={props.maxLength}
      value={props.text}
      onChange={(event) => props.set(event.currentTarget.value)}
    />
  );
}
