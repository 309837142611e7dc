namespace Insights.Web.Exports.Pdf.Layout;

/// <summary>The type scale of print, sizes and line heights in points.</summary>
/// <param name="Tabular">Digits of equal width, so that columns of numbers line up; running prose keeps its natural digits.</param>
internal sealed record TextStyle(double Size, double Leading, bool Bold = false, Tone Tone = Tone.Text, bool Tabular = true)
{
    public static readonly TextStyle Title = new(22, 28, Bold: true, Tabular: false);
    public static readonly TextStyle Headline = new(13, 18, Tabular: false);
    public static readonly TextStyle Heading = new(14.5, 20, Bold: true, Tabular: false);
    public static readonly TextStyle Subheading = new(9.75, 14, Bold: true, Tabular: false);
    public static readonly TextStyle Body = new(9.5, 14, Tabular: false);
    public static readonly TextStyle Small = new(8, 11, Tone: Tone.Muted);
    public static readonly TextStyle Running = new(7.5, 10, Tone: Tone.Muted);

    /// <summary>Base line below the top of the line: capitals stand in the middle of it.</summary>
    public double Baseline => Leading / 2 + Size * 0.364;
}

/// <summary>What a text's colour says.</summary>
internal enum Tone { Text, Muted, Accent, Good, Bad, Warning }
