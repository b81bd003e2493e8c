import { TextInput, type TextInputProps } from '@mantine/core';
import { TEXT } from '#shared/limits.ts';

/**
 * A field for the name of an account. Not filled in by the browser, which would keep every name that was ever typed here,
 * readable, for whoever sits at this machine next; a password manager finds the field all the same.
 */
export const NameField = (props: TextInputProps) => (
  <TextInput leftSection="@" autoComplete="off" spellCheck={false} maxLength={TEXT.maxNameLength * 4} {...props} />
);
