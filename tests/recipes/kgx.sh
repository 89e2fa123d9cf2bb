# An adverse outcome pathway as Biolink nodes and edges, as `kgx transform` writes them.
export TWITCHKG_GRAPH=pathway_nodes.tsv:pathway_edges.tsv
twitchkg --causal biolink:causes search "enzyme inhibited"
twitchkg --causal biolink:causes show "muscle twitching"
twitchkg --causal biolink:causes explain "enzyme inhibited" "muscle twitching"
twitchkg --causal biolink:causes ask weakest-steps from="enzyme inhibited" to="muscle twitching"
twitchkg --causal biolink:causes explore --no-sparql -o pathway.html
