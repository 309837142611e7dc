using Insights.Web.Hosting.Verbs;

// serve (default) · import · csv · recompute · metric · metrics · close-months · rules · report · calendar · migrate · user · seed
return await CommandLine.RunAsync(args);

public partial class Program;
