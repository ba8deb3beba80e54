// The pane that opens on a number in a report page: what it is, how it was computed and which deliveries lie beneath.
// It reads the recipes that the page carries; only the source rows themselves are asked for, and only where the page is served.
// @ts-check
'use strict';

(() => {
    /** @typedef {{description: string, formula: string, exact: string, row_count: string, deliveries: string[]}} RecipePart */
    /** @typedef {{label: string, sentence: string, formula: string, exact: string, note: string, parts: RecipePart[]}} Recipe */
    /** @typedef {{file: string, line: number, text: string}} SourceRow */
    /** @typedef {{rows: SourceRow[], row_count: number}} Trace */

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

    /** @param {RecipePart} part */
    const part_element = (part) => {
        const item = made('li', '', 'pane-part');
        item.append(made('p', part.description, 'pane-part-name'));
        const list = made('dl');
        if (part.formula) add_term(list, 'Formel', made('code', part.formula));
        if (part.exact) add_term(list, 'Exakt värde', made('span', part.exact, 'pane-exact'));
        if (part.row_count) add_term(list, 'Källrader', made('span', part.row_count));
        if (part.deliveries.length > 0) {
            const files = made('ul', '', 'pane-files');
            for (const file of part.deliveries) files.append(made('li', file));
            add_term(list, 'Leveranser', files);
        }
        item.append(list);
        return item;
    };

    /** @param {Trace} trace */
    const rows_element = (trace) => {
        const region = made('div', '', 'scroll-region');
        region.tabIndex = 0;
        region.setAttribute('role', 'region');
        region.setAttribute('aria-label', 'Källrader');
        const table = made('table', '', 'pane-rows');
        const head = made('tr');
        for (const name of ['Fil', 'Rad', 'Innehåll']) {
            const cell = made('th', name);
            cell.setAttribute('scope', 'col');
            head.append(cell);
        }
        const thead = made('thead');
        thead.append(head);
        const tbody = made('tbody');
        for (const row of trace.rows) {
            const line = made('tr');
            const text = made('td');
            text.append(made('code', row.text));
            line.append(made('td', row.file, 'pane-file'), made('td', String(row.line), 'number'), text);
            tbody.append(line);
        }
        table.append(thead, tbody);
        region.append(table);
        return region;
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
            button.replaceWith(rows_element(trace));
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

    /** @param {HTMLElement} figure */
    const fill_pane = (figure) => {
        const address = figure.dataset.figure ?? '';
        const recipe = recipes[address];
        body.replaceChildren();
        status.textContent = '';
        title.textContent = recipe?.label || 'Uppgift om siffran';
        const shown = figure.dataset.absence ? (figure.title || 'uppgift saknas') : (figure.textContent ?? '').trim();
        if (shown) body.append(made('p', shown, figure.dataset.absence ? 'pane-shown pane-absent' : 'pane-shown'));
        if (!recipe) {
            body.append(made('p', 'Rapporten bär ingen beskrivning av hur siffran räknats fram.', 'pane-hint'));
        } else {
            if (recipe.sentence) body.append(made('p', recipe.sentence));
            if (recipe.note) body.append(made('p', recipe.note, 'pane-note'));
            const list = made('dl');
            if (recipe.formula) add_term(list, 'Formel', made('code', recipe.formula));
            if (recipe.exact) add_term(list, 'Exakt värde', made('span', recipe.exact, 'pane-exact'));
            add_term(list, 'Adress', made('code', address));
            body.append(list);
            if (recipe.parts.length > 0) {
                const parts = made('ul', '', 'pane-parts');
                for (const part of recipe.parts) parts.append(part_element(part));
                body.append(made('h3', 'Delar'), parts);
            }
        }
        body.append(made('h3', 'Källrader'), rows_entry(address));
        body.scrollTop = 0;
    };

    /** @param {HTMLElement} figure */
    const open_pane = (figure) => {
        opener = figure;
        figure.classList.add('is-open');
        fill_pane(figure);
        pane.showModal();  // a modal dialog keeps the focus inside and closes on Escape by itself
        title.focus();
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
