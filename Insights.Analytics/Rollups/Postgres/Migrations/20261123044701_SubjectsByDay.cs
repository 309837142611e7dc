using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Insights.Analytics.Rollups.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class SubjectsByDay : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_daily_subjects_day_vendor_id_subject_key_created_known_first_contact",
                schema: "reporting",
                table: "daily_subjects",
                columns: new[] { "day", "vendor_id", "subject_key", "created", "known", "first_contact" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_daily_subjects_day_vendor_id_subject_key_created_known_first_contact",
                schema: "reporting",
                table: "daily_subjects");
        }
    }
}
