// The pane that opens on a number in a report page: what it is, how it was computed and which deliveries lie beneath.
// It reads the recipes that the page carries; only the source rows themselves are asked for, and only where the page is served.
// @ts-check
'use strict';

(() => {
    /** @typedef {{address: string, label: string, text: string}} RecipeTerm */
    /** @typedef {{label: string, description: string, formula: string, exact_text: string, row_count: string, deliveries: string[]}} RecipePart */
    /** @typedef {{label: string, sentence: string, formula: string, exact_text: string, note: string, terms: RecipeTerm[], parts: RecipePart[]}} Recipe */
    /** @typedef {{file_hash: string, line: number, fields: string[]}} SourceRow */
    /** @typedef {{files: Record<string, {file: string, columns: string[]}>, rows: SourceRow[], row_count: number}} Trace */

    const rows_max = 50;

    /** @param {string} selector @returns {HTMLElement} */
    const required = (selector) => {
        const element = document.querySelector(selector);
        if (!(element instanceof HTMLElement)) throw new Error(`the page lacks ${selector}`);
        return element;
    };

    const pane = /** @type {HTMLDialogElement} */ (required('#figure-pane'));
    const title = required('#pane-title');
    const body = required('.pane-body');
    const status = required('.pane-status');
    /** @type {Record<string, Recipe>} */
    const recipes = JSON.parse(required('#recipes').textContent ?? '{}');
    /** @type {HTMLElement | null} */
    let opener = null;
    /** @type {AbortController | null} */
    let loading = null;

    /**
     * @param {string} tag
     * @param {string} [text]
     * @param {string} [class_name]
     */
    const made = (tag, text = '', class_name = '') => {
        const element = document.createElement(tag);
        if (text) element.textContent = text;
        if (class_name) element.className = class_name;
        return element;
    };

    /** @param {number} count */
    const swedish = (count) => count.toLocaleString('sv-SE');

    /** @param {HTMLElement} list @param {string} name @param {HTMLElement} value */
    const add_term = (list, name, value) => {
        const row = made('div');
        const definition = made('dd');
        definition.append(value);
        row.append(made('dt', name), definition);
        list.append(row);
    };

    /** @param {string} summary @param {HTMLElement[]} content */
    const folded = (summary, ...content) => {
        const details = made('details', '', 'pane-fold');
        details.append(made('summary', summary), ...content);
        return details;
    };

    /** @param {RecipePart} part @param {string} label of the figure itself */
    const part_element = (part, label) => {
        const item = made('li', '', 'pane-part');
        if (part.label && part.label !== label) item.append(made('p', part.label, 'pane-part-name'));
        item.append(made('p', part.description, 'pane-part-description'));
        const list = made('dl');
        add_term(list, 'Som bokfört', made('span', part.exact_text || 'saknas', 'pane-exact'));
        if (part.row_count) add_term(list, 'Källrader', made('span', swedish(Number(part.row_count)), 'pane-exact'));
        item.append(list);
        const files = made('ul', '', 'pane-files');
        for (const file of part.deliveries) files.append(made('li', file));
        const folds = [made('code', part.formula)];
        if (part.deliveries.length > 0) folds.unshift(files);
        item.append(folded(part.deliveries.length === 1 ? 'Formel och leverans' : `Formel och ${swedish(part.deliveries.length)} leveranser`, ...folds));
        return item;
    };

    /** @param {Recipe} recipe */
    const parts_element = (recipe) => {
        const parts = made('ul', '', 'pane-parts');
        for (const part of recipe.parts) parts.append(part_element(part, recipe.label));
        return parts;
    };

    /** The figures one step below, each of which opens in its turn. @param {Recipe} recipe */
    const terms_element = (recipe) => {
        const list = made('ul', '', 'pane-terms');
        for (const term of recipe.terms) {
            const item = made('li');
            const row = made(recipes[term.address] ? 'button' : 'div', '', 'pane-term');
            row.append(made('span', term.label), made('span', term.text, 'pane-exact'));
            if (row instanceof HTMLButtonElement) {
                row.type = 'button';
                row.addEventListener('click', () => step_down(term));
            }
            item.append(row);
            list.append(item);
        }
        return list;
    };

    /** One table per file, with the file's own head. @param {Trace} trace */
    const rows_element = (trace) => {
        const tables = made('div');
        for (const [hash, { file, columns }] of Object.entries(trace.files)) {
            const region = made('div', '', 'scroll-region');
            region.tabIndex = 0;
            region.setAttribute('role', 'region');
            region.setAttribute('aria-label', `Källrader ur ${file}`);
            const table = made('table', '', 'pane-rows');
            const head = made('tr');
            for (const name of ['Rad', ...columns]) {
                const cell = made('th', name);
                cell.setAttribute('scope', 'col');
                head.append(cell);
            }
            const thead = made('thead');
            thead.append(head);
            const tbody = made('tbody');
            for (const row of trace.rows) {
                if (row.file_hash !== hash) continue;
                const line = made('tr');
                line.append(made('td', String(row.line), 'number'));
                for (const field of row.fields) line.append(made('td', field, /^-?\d+[.,]\d+$/.test(field) ? 'number' : ''));
                tbody.append(line);
            }
            table.append(made('caption', file), thead, tbody);
            region.append(table);
            tables.append(region);
        }
        return tables;
    };

    /** @param {string} api @param {string} address @param {HTMLButtonElement} button */
    const load_rows = async (api, address, button) => {
        loading = new AbortController();
        const { signal } = loading;
        button.disabled = true;
        status.textContent = 'Hämtar källrader …';
        try {
            const answer = await fetch(`${api}/trace?address=${encodeURIComponent(address)}&limit=${rows_max}`, {
                signal, headers: { Accept: 'application/json' },
            });
            if (!answer.ok) throw new Error(String(answer.status));
            const trace = /** @type {Trace} */ (await answer.json());
            const rows = rows_element(trace);
            button.replaceWith(rows);
            pane.classList.add('has-rows');
            rows.scrollIntoView({ block: 'nearest' });
            status.textContent = trace.rows.length < trace.row_count
                ? `Visar ${swedish(trace.rows.length)} av ${swedish(trace.row_count)} källrader.`
                : `${swedish(trace.row_count)} källrader.`;
        } catch (failure) {
            if (signal.aborted) return;
            button.disabled = false;
            status.textContent = failure instanceof Error && failure.message === '403'
                ? 'Du har inte behörighet att se källraderna.'
                : 'Källraderna kunde inte hämtas. Försök igen om en stund.';
        }
    };

    /** @param {string} address */
    const rows_entry = (address) => {
        const api = document.body.dataset.api;
        if (!api || !location.protocol.startsWith('http')) {
            return made('p', 'Källraderna kan ses i den version av rapporten som ligger på webben.', 'pane-hint');
        }
        const button = /** @type {HTMLButtonElement} */ (made('button', 'Visa källrader', 'pane-action'));
        button.type = 'button';
        button.addEventListener('click', () => void load_rows(api, address, button));
        return button;
    };

    /** What the pane shows, and what it showed before it. @typedef {{address: string, shown: string, is_absent: boolean}} View */
    /** @type {View[]} */
    let views = [];

    const fill_pane = () => {
        const { address, shown, is_absent } = /** @type {View} */ (views.at(-1));
        const recipe = recipes[address];
        loading?.abort();
        body.replaceChildren();
        pane.classList.remove('has-rows');
        status.textContent = '';
        title.textContent = recipe?.label || 'Uppgift om siffran';
        if (views.length > 1) {
            const above = recipes[/** @type {View} */ (views.at(-2)).address];
            const back = made('button', `Tillbaka till ${above?.label ?? 'förra siffran'}`, 'pane-back');
            back.addEventListener('click', step_up);
            body.append(back);
        }
        if (shown) body.append(made('p', shown, is_absent ? 'pane-shown pane-absent' : 'pane-shown'));
        if (!recipe) {
            body.append(made('p', 'Rapporten bär ingen beskrivning av hur siffran räknats fram.', 'pane-hint'));
        } else {
            if (recipe.sentence) body.append(made('p', recipe.sentence));
            if (recipe.note) body.append(made('p', recipe.note, 'pane-note'));
            const list = made('dl');
            if (recipe.exact_text) add_term(list, 'Exakt värde', made('span', recipe.exact_text, 'pane-exact'));
            if (recipe.exact_text) body.append(list);
            if (recipe.terms.length > 0) body.append(made('h3', 'Består av'), terms_element(recipe));
            const many = `Underlag: ${swedish(recipe.parts.length)} uppgifter ur källorna`;
            if (recipe.terms.length > 0) body.append(folded(many, parts_element(recipe)));
            else if (recipe.parts.length > 0) body.append(made('h3', 'Underlag'), parts_element(recipe));
            const names = made('dl');
            if (recipe.formula) add_term(names, 'Formel', made('code', recipe.formula));
            add_term(names, 'Adress', made('code', address));
            body.append(folded('Formel och adress', names));
        }
        body.append(made('h3', 'Källrader'), rows_entry(address));
        body.scrollTop = 0;
        title.focus();
    };

    /** @param {RecipeTerm} term */
    const step_down = (term) => {
        views.push({ address: term.address, shown: term.text, is_absent: !recipes[term.address]?.exact_text });
        fill_pane();
    };

    const step_up = () => {
        views.pop();
        fill_pane();
    };

    /** @param {HTMLElement} figure */
    const open_pane = (figure) => {
        opener = figure;
        figure.classList.add('is-open');
        const is_absent = Boolean(figure.dataset.absence);
        const shown = is_absent ? (figure.title || 'uppgift saknas') : (figure.textContent ?? '').trim();
        views = [{ address: figure.dataset.figure ?? '', shown, is_absent }];
        pane.showModal();  // a modal dialog keeps the focus inside and closes on Escape by itself
        fill_pane();
    };

    /** @param {EventTarget | null} target @returns {HTMLElement | null} */
    const figure_at = (target) => (target instanceof Element ? target.closest('[data-figure][role="button"]') : null);

    document.addEventListener('click', (event) => {
        const figure = figure_at(event.target);
        if (figure) open_pane(figure);
    });
    document.addEventListener('keydown', (event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        const figure = figure_at(event.target);
        if (!figure) return;
        event.preventDefault();  // Space would scroll the page
        open_pane(figure);
    });
    pane.addEventListener('click', (event) => {
        if (event.target === pane) pane.close();  // the backdrop
    });
    required('.pane-close').addEventListener('click', () => pane.close());
    pane.addEventListener('close', () => {
        loading?.abort();
        opener?.classList.remove('is-open');
        opener?.focus({ preventScroll: true });
        opener = null;
    });

    // A region that has nothing to scroll needs no stop in the tab order.
    const regions = document.querySelectorAll('main .scroll-region');
    const mark_scrollable = () => {
        for (const region of regions) {
            if (region.scrollWidth > region.clientWidth + 1) region.setAttribute('tabindex', '0');
            else region.removeAttribute('tabindex');
        }
    };
    if ('ResizeObserver' in window) {
        const observer = new ResizeObserver(mark_scrollable);
        regions.forEach((region) => observer.observe(region));
    }

    // On a phone the list of contents would push the report off the screen; on paper every table is shown.
    const contents = document.querySelector('.contents details');
    if (contents instanceof HTMLDetailsElement && matchMedia('(max-width: 63.99rem)').matches) contents.open = false;
    /** @type {HTMLDetailsElement[]} */
    let opened_for_print = [];
    addEventListener('beforeprint', () => {
        opened_for_print = [...document.querySelectorAll('details')].filter((details) => !details.open);
        for (const details of opened_for_print) details.open = true;
    });
    addEventListener('afterprint', () => {
        for (const details of opened_for_print) details.open = false;
    });
})();
