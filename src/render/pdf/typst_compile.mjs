// Compiles the report template to PDF/UA-1. Takes one argument: a folder with job.json, report.typ, document.json and drawings.
// job.json: {"module_folder", "font_folders", "created_epoch_seconds"}. Writes report.pdf; says what is wrong on stderr.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const folder = process.argv[2];
const job = JSON.parse(readFileSync(join(folder, 'job.json'), 'utf8'));
const require = createRequire(join(job.module_folder, 'anchor.js'));
// The platform's own package: the one in front of it names packages for other platforms that a lock file cannot always resolve.
const { NodeCompiler } = require('@myriaddreamin/typst-ts-node-compiler-linux-x64-gnu');

const compiler = NodeCompiler.create({ workspace: folder, fontArgs: [{ fontPaths: job.font_folders }] });
const compiled = compiler.compile({ mainFilePath: join(folder, 'report.typ') });
if (compiled.hasError() || !compiled.result) {
    compiled.printDiagnostics();
    process.exit(1);
}
writeFileSync(join(folder, 'report.pdf'), compiler.pdf(compiled.result, { pdfStandard: 'ua-1', creationTimestamp: job.created_epoch_seconds }));
