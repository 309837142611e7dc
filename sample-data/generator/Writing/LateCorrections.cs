using System.Globalization;
using System.Text;
using Insights.SampleData.World;

namespace Insights.SampleData.Writing;

/// <summary>
/// A small file as a careless hand would send it: good rows, rows the import must refuse, and rows it may only warn about,
/// so that the data health page of the demo has something to show.
/// </summary>
internal static class LateCorrections
{
    public static void Write(string path, Story story)
    {
        var day = story.Date(story.Days - 3).ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
        string[] rows =
        [
            CanonicalPayments.Header + ",comment",
            $"tx_late01,saltmarsh,charge,succeeded,{day}T08:15:00Z,{day}T08:15:00Z,,54.90,AUD,1.02,,,,cus_late1,L-1,tidewater,card,visa,AU,AU,400012,0417,fp_late1,,,SALTMARSH SWIM,towel,authenticated,Y,M,typed by hand",
            $"tx_late02,saltmarsh,charge,succeeded,{day}T09:40:00Z,{day}T09:40:00Z,,120.00,AUD,1.93,,,,cus_late2,L-2,tidewater,wallet,,,AU,,,,,,SALTMARSH SWIM,wetsuit,,,,",
            $"tx_late03,saltmarsh,charge,succeeded,{day}T10:05:00Z,{day}T10:05:00Z,,sixty,AUD,,,,,cus_late3,L-3,tidewater,card,visa,AU,AU,,,,,,SALTMARSH SWIM,goggles,,,,amount in words",
            $"tx_late04,saltmarsh,charge,succeeded,{day},{day}T10:20:00Z,,33.00,AUD,,,,,cus_late4,L-4,tidewater,card,visa,AU,AU,,,,,,SALTMARSH SWIM,goggles,,,,date without a time",
            $"tx_late05,saltmarsh,charge,done,{day}T10:30:00Z,{day}T10:30:00Z,,33.00,AUD,,,,,cus_late5,L-5,tidewater,card,visa,AU,AU,,,,,,SALTMARSH SWIM,goggles,,,,unknown status",
            $"tx_late06,saltmarsh,charge,succeeded,{day}T10:45:00Z,{day}T10:45:00Z,,33.00,DOLLAR,,,,,cus_late6,L-6,tidewater,card,visa,AU,AU,,,,,,SALTMARSH SWIM,goggles,,,,currency is no ISO code",
            $"tx_late07,saltmarsh,refund,succeeded,{day}T11:00:00Z,{day}T11:00:00Z,,12.50,AUD,,tx_late01,partial,manual,cus_late1,L-1,tidewater,card,visa,AU,AU,400012,0417,fp_late1,,,SALTMARSH SWIM,towel,,,,",
            $"tx_late08,saltmarsh,charge,failed,{day}T11:20:00Z,{day}T11:20:00Z,,33.00,AUD,,,,,cus_late8,L-8,tidewater,card,visa,Australia,AU,,,,do_not_honor,issuer_declined,SALTMARSH SWIM,goggles,,,,country in words",
            $",saltmarsh,charge,succeeded,{day}T11:40:00Z,{day}T11:40:00Z,,33.00,AUD,,,,,cus_late9,L-9,tidewater,card,visa,AU,AU,,,,,,SALTMARSH SWIM,goggles,,,,no id",
        ];
        File.WriteAllText(path, string.Join('\n', rows) + "\n", new UTF8Encoding(false));
    }
}
