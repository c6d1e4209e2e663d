/** The system packages that hear: pocketsphinx and its English model. Everything else comes from npm. */
import { existsSync } from 'node:fs';
import { findPocketsphinx } from '../server/providers/recognisers/pocketsphinx-install.mjs';
import { aptInstall, say } from './project.mjs';

const PACKAGES = ['pocketsphinx', 'pocketsphinx-en-us'];

/** Looks for them, installs them where it can, else says the one command that does. Answers whether they are there. */
export function prepareSpeech() {
  // As the server looks for them, so that what is said here is what it will find.
  const isThere = () => findPocketsphinx() !== null;
  if (isThere() || process.env.EVI_RECOGNISER === 'none') return isThere();
  if (aptInstall(PACKAGES) && isThere()) return true;
  say('');
  say('Speech recognition is not installed, so visitors type and the assistant speaks. To let it hear:');
  say(
    existsSync('/usr/bin/apt-get')
      ? `  sudo apt-get install ${PACKAGES.join(' ')}`
      : '  run this on Debian or Ubuntu (a container will do); pocketsphinx with its en-us model is looked for there',
  );
  return false;
}
