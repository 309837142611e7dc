using System.Text;

namespace Insights.Web.Exports.Pdf.Fonts;

/// <summary>The font of a script that the document's typeface lacks.</summary>
/// <param name="ResourceName">In this assembly, without its ending.</param>
/// <param name="Blocks">First and last code points of the script: without them, every unknown character would bring all fonts into memory.</param>
internal sealed record ScriptFont(string ResourceName, IReadOnlyList<(int First, int Last)> Blocks)
{
    private static readonly (int, int)[] Armenian = [(0x0530, 0x058F), (0xFB13, 0xFB17)];
    private static readonly (int, int)[] Hebrew = [(0x0590, 0x05FF), (0xFB1D, 0xFB4F)];
    private static readonly (int, int)[] Arabic = [(0x0600, 0x06FF), (0x0750, 0x077F), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC)];
    private static readonly (int, int)[] Thai = [(0x0E00, 0x0E7F)];
    private static readonly (int, int)[] Georgian = [(0x10A0, 0x10FF), (0x1C90, 0x1CBF)];
    private static readonly (int, int)[] Hangul = [(0x3131, 0x318E), (0xAC00, 0xD7A3)];
    private static readonly (int, int)[] Han = [(0x2E80, 0x30FF), (0x31F0, 0x9FFF), (0xF900, 0xFAFF), (0xFF00, 0xFFEF), (0x20000, 0x2FA1F)];

    // One file for both weights: it is as large as all the others together.
    private static readonly ScriptFont HanOfAllWeights = new("NotoSansSC-Regular", Han);

    private readonly Lazy<FontMetrics> metrics = new(() => FontMetrics.Load(ResourceName));

    public static IReadOnlyList<ScriptFont> Regular { get; } = Of("Regular", "Regular");

    public static IReadOnlyList<ScriptFont> SemiBold { get; } = Of("SemiBold", "Bold");

    public FontMetrics Metrics => metrics.Value;

    public bool MayHave(Rune rune)
    {
        foreach (var (first, last) in Blocks)
        {
            if (rune.Value >= first && rune.Value <= last)
                return true;
        }

        return false;
    }

    private static ScriptFont[] Of(string weight, string hangulWeight) =>
    [
        new("NotoSansArmenian-" + weight, Armenian),
        new("NotoSansHebrew-" + weight, Hebrew),
        new("NotoSansArabic-" + weight, Arabic),
        new("NotoSansThai-" + weight, Thai),
        new("NotoSansGeorgian-" + weight, Georgian),
        new("NanumGothic-" + hangulWeight, Hangul),
        HanOfAllWeights,
    ];
}
