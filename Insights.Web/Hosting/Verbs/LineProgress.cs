namespace Insights.Web.Hosting.Verbs;

/// <summary>Progress of the first start: one overwritten line on a terminal, one line a step where the output goes to a file.</summary>
internal sealed class LineProgress(TextWriter output, bool redirected) : IProgress<string>, IDisposable
{
    private readonly Lock _gate = new();
    private string _step = "";
    private int _width;

    public void Report(string value)
    {
        lock (_gate)
        {
            // A step is what stands before the colon: its numbers change, its name does not.
            var step = value.Split(':')[0];
            if (redirected)
            {
                if (step != _step)
                    output.WriteLine("  " + step);
            }
            else
            {
                if (step != _step && _step.Length > 0)
                {
                    output.WriteLine();
                    _width = 0;
                }
                output.Write("\r  " + value.PadRight(_width));
                _width = value.Length;
            }
            _step = step;
        }
    }

    public void Dispose()
    {
        if (!redirected && _width > 0)
            output.WriteLine();
    }
}
