"use strict";
(() => {
  const form = document.getElementById("svar");
  const status = document.getElementById("lage");
  const clauses = [...document.querySelectorAll("[data-clause]")];
  const field = (clause, name) => clause.querySelector(`[name="${name}-${clause.dataset.clause}"]`);
  const chosen = (clause) => clause.querySelector("input[type=radio]:checked").value;
  let saved = true;

  // The wording is asked for only where somebody wants another one.
  const show = (clause) => { clause.querySelector(".lydelse").hidden = chosen(clause) !== "change"; };

  const answers = () => clauses.map((clause) => {
    const position = chosen(clause);
    const answer = { clause: clause.dataset.clause, position, comment: field(clause, "skal").value.trim() };
    if (position === "change") answer.text = field(clause, "lydelse").value;
    return answer;
  }).filter((answer) => answer.position !== "none" || answer.comment);

  const whole = () => ({
    format: 1, kind: "klausul-granskning", round: form.dataset.round, reviewer: form.dataset.reviewer,
    name: document.getElementById("namn").value.trim(), comment: document.getElementById("helhet").value.trim(),
    answers: answers(),
  });

  const say = (text) => { status.textContent = text; };

  const save = () => {
    const data = whole();
    const file = new Blob([JSON.stringify(data, null, 1)], { type: "application/json" });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = `${form.dataset.reviewer}.json`;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    saved = true;
    say(`Svaret på ${data.answers.length} punkter är sparat i filen ${link.download}. Skicka filen till den som bad om svaret.`);
  };

  const fill = (data) => {
    if (!data || data.kind !== "klausul-granskning" || data.round !== form.dataset.round) throw new Error("other");
    const known = new Map((data.answers || []).map((answer) => [answer.clause, answer]));
    for (const clause of clauses) {
      const answer = known.get(clause.dataset.clause) || { position: "none" };
      const radio = clause.querySelector(`input[type=radio][value="${CSS.escape(String(answer.position))}"]`);
      if (radio) radio.checked = true;
      field(clause, "skal").value = answer.comment || "";
      const wording = field(clause, "lydelse");
      if (wording) wording.value = answer.text === undefined ? wording.defaultValue : String(answer.text);
      show(clause);
    }
    document.getElementById("namn").value = data.name || "";
    document.getElementById("helhet").value = data.comment || "";
    saved = true;
    say("Det sparade svaret är inläst.");
  };

  const load = (event) => {
    const file = event.target.files[0];
    if (!file) return;
    file.text().then((text) => fill(JSON.parse(text))).catch(() => say("Filen är inget svar på den här omgången."));
    event.target.value = "";
  };

  for (const clause of clauses) {
    clause.addEventListener("change", () => show(clause));
    show(clause);
  }
  form.addEventListener("input", () => { saved = false; });
  form.addEventListener("submit", (event) => { event.preventDefault(); save(); });
  document.getElementById("las").addEventListener("change", load);
  addEventListener("beforeunload", (event) => { if (!saved) event.preventDefault(); });
  // Paper has nothing to open: what is folded is printed too.
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details:not([open])")];
    folded.forEach((element) => { element.open = true; });
  });
  addEventListener("afterprint", () => folded.forEach((element) => { element.open = false; }));
  document.querySelectorAll(".skript").forEach((element) => { element.hidden = false; });
})();
