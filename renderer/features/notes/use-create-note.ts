import { useLocation } from 'wouter';
import { useDisk, useVault } from '../../app/context.tsx';

/** Makes an empty note and opens it. */
export function useCreateNote(): () => void {
  const { notes } = useVault();
  const onDisk = useDisk();
  const [, go] = useLocation();
  const create = async (): Promise<void> => {
    const note = await notes.create();
    go(`/notes/${note.id}`);
  };
  return () => onDisk(create);
}
