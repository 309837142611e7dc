// The one name of stage 1 that the whole portal speaks: what a reader may see. Everything else of Import stays under Hosting/.
global using DataScope = Insights.Import.Store.DataScope;
