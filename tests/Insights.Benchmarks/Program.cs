using Insights.Benchmarks.Pdf;

return args switch
{
    ["gallery", var folder] => Gallery.Write(folder),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        gallery FOLDER    every sample chart and document, to be looked at
        """);
    return 2;
}
