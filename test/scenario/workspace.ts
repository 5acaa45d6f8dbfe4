export * from '../../src/emulator/workspace.ts';
